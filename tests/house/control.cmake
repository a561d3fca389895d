# A guard that never barks is worse than none: plants one offence in an otherwise clean scratch tree
# and demands that the rule refuses it, and that it accepts the tree without the offence.
# cmake -DRULE=<script> -DFILE=<path in the tree> -DLINE=<offence> -DSCRATCH=<folder> -P control.cmake
cmake_minimum_required(VERSION 3.25)

function(obeys result)
    execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${SCRATCH} -P ${RULE} RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
    set(${result} ${status} PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${SCRATCH})
file(WRITE ${SCRATCH}/kiosk/base/clean.h "#include <string>\n")
obeys(clean)
file(WRITE ${SCRATCH}/${FILE} "${LINE}\n")
obeys(planted)
file(REMOVE_RECURSE ${SCRATCH})
if(NOT clean EQUAL 0 OR planted EQUAL 0)
    message(FATAL_ERROR "clean tree: ${clean}, with '${LINE}' in ${FILE}: ${planted}")
endif()
