# What a library prints is read by nobody and checked by nobody: outside kiosk/programs only kiosk/base/log
# may write to standard output or standard error, and its entries cannot hold personal data, by type.
# Time and chance are ports too, so that whole days replay from a seed.
# cmake -DROOT=<source tree> -P only_the_log_speaks.cmake
cmake_minimum_required(VERSION 3.25)

set(speaks "std::(cout|cerr|clog|print)|[^a-z_](printf|puts|perror|putchar|vprintf|syslog|g_print|g_message|g_warning) *\\(|stderr|stdout|STD(ERR|OUT)_FILENO|SDL_Log")
set(takes_time_or_chance "(system|steady|high_resolution)_clock::now|random_device|[^a-z_:](time|rand|srand|gettimeofday|clock_gettime|localtime) *\\(")

file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/kiosk/*.cpp ${ROOT}/kiosk/*.h ${ROOT}/drivers/*.cpp ${ROOT}/drivers/*.h
    ${ROOT}/screens/*.cpp ${ROOT}/screens/*.h)
list(FILTER files EXCLUDE REGEX "^kiosk/programs/|^kiosk/base/log\\.cpp$")
set(wrong "")
foreach(file IN LISTS files)
    set(forbidden "${speaks}")
    if(file MATCHES "^kiosk/|^screens/")
        string(APPEND forbidden "|${takes_time_or_chance}")
    endif()
    file(STRINGS ${ROOT}/${file} lines REGEX "${forbidden}")
    foreach(line IN LISTS lines)
        string(REGEX REPLACE "//.*" "" code " ${line}")
        if(code MATCHES "${forbidden}")
            string(APPEND wrong "  ${file}:${line}\n")
        endif()
    endforeach()
endforeach()
list(LENGTH files count)
if(count EQUAL 0 OR wrong)
    message(FATAL_ERROR "${count} files read; these speak, or take the time, past kiosk/base/log and kiosk/ports:\n${wrong}")
endif()
