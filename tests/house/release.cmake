# A terminal in a lobby must not hold a door that plays cards and printers: configures a release and reads
# what would be compiled. With SIMULATED=ON it must find the twins, or it could not see them at all.
# cmake -DROOT=<source tree> -DSCRATCH=<folder> -DSIMULATED=OFF|ON -P release.cmake
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE ${SCRATCH})
execute_process(COMMAND ${CMAKE_COMMAND} --preset release -S ${ROOT} -B ${SCRATCH} -DKIOSK_SIMULATED=${SIMULATED}
    WORKING_DIRECTORY ${ROOT} RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE problem)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "a release cannot be configured: ${problem}")
endif()
file(READ ${SCRATCH}/compile_commands.json commands)
file(REMOVE_RECURSE ${SCRATCH})
string(REGEX MATCHALL "simulated|KIOSK_SIMULATED|${ROOT}/tests/[a-z_]+" found "${commands}")
string(REGEX MATCH "kiosk/programs/kiosk_main\\.cpp" terminal "${commands}")
list(REMOVE_DUPLICATES found)
if(NOT terminal OR (SIMULATED AND NOT found) OR (NOT SIMULATED AND found))
    message(FATAL_ERROR "simulated devices ${SIMULATED}, terminal '${terminal}', found: '${found}'")
endif()
