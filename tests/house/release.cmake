# A terminal in a lobby must not hold a door that plays cards and printers: configures a release and reads
# what would be compiled, and which programs would lie in build/release/bin, which is what is installed. With
# SIMULATED=ON it must find the twins and what is made for tests, or it could not see them at all.
# cmake -DROOT=<source tree> -DSCRATCH=<folder> -DSIMULATED=OFF|ON -P release.cmake
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE ${SCRATCH})
execute_process(COMMAND ${CMAKE_COMMAND} --preset release -S ${ROOT} -B ${SCRATCH} -DKIOSK_SIMULATED=${SIMULATED}
    WORKING_DIRECTORY ${ROOT} RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE problem)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "a release cannot be configured: ${problem}")
endif()
file(READ ${SCRATCH}/compile_commands.json commands)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${SCRATCH} -- -t targets all OUTPUT_VARIABLE targets)
file(REMOVE_RECURSE ${SCRATCH})
string(REGEX MATCHALL "bin/[^:\n]+" programs "${targets}")
list(SORT programs)
set(shipped "bin/kiosk;bin/kiosk-agent;bin/kiosk-card;bin/kiosk-fleet;bin/kiosk-session;bin/kiosk-try;bin/kioskctl")
string(REGEX MATCHALL "simulated|file_signer|vpcd|KIOSK_SIMULATED|${ROOT}/tests/[a-z_]+" found "${commands}")
string(REGEX MATCH "kiosk/programs/kiosk_main\\.cpp" terminal "${commands}")
list(REMOVE_DUPLICATES found)
if(NOT terminal OR (SIMULATED AND NOT found) OR (NOT SIMULATED AND found))
    message(FATAL_ERROR "simulated devices ${SIMULATED}, terminal '${terminal}', found: '${found}'")
endif()
if(SIMULATED AND NOT "bin/virtual-card" IN_LIST programs)
    message(FATAL_ERROR "a build with everything in it shows no virtual card: '${programs}'")
elseif(NOT SIMULATED AND NOT programs STREQUAL shipped)
    message(FATAL_ERROR "a release installs '${programs}', not '${shipped}'")
endif()
