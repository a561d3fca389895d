# The top level is the first thing a newcomer sees: it holds what ARCHITECTURE.md explains and no more.
# cmake -DROOT=<source tree> -P top_level.cmake
cmake_minimum_required(VERSION 3.25)

set(known kiosk drivers screens assets config tests CMakeLists.txt CMakePresets.json dev README.md ARCHITECTURE.md LICENSE build)
file(GLOB entries RELATIVE ${ROOT} ${ROOT}/*)
list(FILTER entries EXCLUDE REGEX "^\\.")
list(REMOVE_ITEM entries ${known})
if(entries)
    message(FATAL_ERROR "not part of the house: ${entries}")
endif()
