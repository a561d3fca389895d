# screens ──► kiosk ◄── drivers, and nothing points anywhere else. Every Debian header lies in one folder,
# so link targets alone cannot stop kiosk/ from including a device's header; this does.
# cmake -DROOT=<source tree> -P include_direction.cmake
cmake_minimum_required(VERSION 3.25)

set(standard "<[a-z0-9_]+>")
set(kernel "<(sys/[a-z]+|unistd|fcntl|signal|poll|netdb|netinet/[a-z]+|arpa/inet)\\.h>")
set(may_kiosk "\"kiosk/|${standard}|<(openssl|nlohmann|unicode|tl)/|<zlib\\.h>")
set(may_kiosk_base "${may_kiosk}|${kernel}")
set(may_drivers "\"kiosk/(ports|base)/|${standard}|${kernel}")
set(may_drivers_journal "${may_drivers}|<sqlite3\\.h>|<openssl/")
set(may_drivers_http "${may_drivers}|<curl/")
set(may_drivers_printer "${may_drivers}|<cups/")
set(may_drivers_display "${may_drivers}|<SDL2?/|<SDL[a-z_]*\\.h>")
set(may_screens "\"(kiosk|screens)/|${standard}|<(pango|cairo|fontconfig|librsvg|glib|nlohmann|unicode|openssl|tl)(/|\\.h)|<(imgui|qrencode|cairo-[a-z]+)\\.h>")

file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/kiosk/*.cpp ${ROOT}/kiosk/*.h ${ROOT}/drivers/*.cpp ${ROOT}/drivers/*.h
    ${ROOT}/screens/*.cpp ${ROOT}/screens/*.h)
set(wrong "")
foreach(file IN LISTS files)
    string(REGEX MATCH "^([a-z]+)/([a-z_]+)/" folder "${file}")
    set(room ${CMAKE_MATCH_1})
    set(may "${may_${room}}|\"${folder}")
    if(DEFINED may_${room}_${CMAKE_MATCH_2})
        set(may "${may_${room}_${CMAKE_MATCH_2}}|\"${folder}")
    endif()
    file(STRINGS ${ROOT}/${file} includes REGEX "^[ \t]*#[ \t]*include")
    foreach(include IN LISTS includes)
        string(REGEX REPLACE "^[ \t]*#[ \t]*include[ \t]*" "" include "${include}")
        if(include MATCHES "^\"tests/" OR (NOT folder STREQUAL "kiosk/programs/"
                AND (include MATCHES "^\"kiosk/programs/" OR NOT include MATCHES "^(${may})")))
            string(APPEND wrong "  ${file}: ${include}\n")
        endif()
    endforeach()
endforeach()
list(LENGTH files count)
if(count EQUAL 0 OR wrong)
    message(FATAL_ERROR "${count} files read; against the direction of includes:\n${wrong}")
endif()
