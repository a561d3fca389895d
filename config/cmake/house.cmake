# How a folder becomes a target, and the flags that all our own targets share.

add_library(house_flags INTERFACE)
target_include_directories(house_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(house_flags INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Wold-style-cast
    -Wcast-qual -Wconversion -Wno-sign-conversion -Werror -fno-omit-frame-pointer)
target_compile_definitions(house_flags INTERFACE $<$<BOOL:${KIOSK_SIMULATED}>:KIOSK_SIMULATED>)
target_link_libraries(house_flags INTERFACE tl::expected Threads::Threads)

set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")  # compiles three times as fast as -O1 under the sanitizers
if(KIOSK_SANITIZE)
    target_compile_options(house_flags INTERFACE -fsanitize=${KIOSK_SANITIZE} -fno-sanitize-recover=all)
    target_link_options(house_flags INTERFACE -fsanitize=${KIOSK_SANITIZE})
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(house_flags INTERFACE -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong
        -fstack-clash-protection -fcf-protection -ftrivial-auto-var-init=zero -D_GLIBCXX_ASSERTIONS -fPIE
        -ffunction-sections -fdata-sections)
    target_link_options(house_flags INTERFACE -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--gc-sections -Wl,--as-needed)
endif()

find_program(LLD ld.lld)
if(LLD)
    add_link_options(-fuse-ld=lld)
endif()
find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

# house_library(NAME DEPENDS…): every .cpp of this folder (not of its subfolders) as a static library.
function(house_library name)
    file(GLOB sources CONFIGURE_DEPENDS *.cpp *.h)
    list(FILTER sources EXCLUDE REGEX "simulated")
    house_target(${name} "${sources}" ${ARGN})
endfunction()

# house_twin(NAME DEPENDS…): the files of this folder named *simulated*; never built for release.
function(house_twin name)
    file(GLOB sources CONFIGURE_DEPENDS *simulated*.cpp *simulated*.h)
    if(KIOSK_SIMULATED AND sources)
        house_target(${name} "${sources}" ${ARGN})
    endif()
endfunction()

function(house_target name sources)
    set(visibility PUBLIC)
    if(NOT sources MATCHES "\\.cpp")
        set(visibility INTERFACE)
        add_library(${name} INTERFACE)
    else()
        add_library(${name} STATIC ${sources})
    endif()
    target_link_libraries(${name} ${visibility} house_flags ${ARGN})
endfunction()

# house_test(NAME DEPENDS…): every .cpp of this folder as one GoogleTest program, one ctest entry per test; the program is
# the label of its tests.
function(house_test name)
    house_test_program(${name} ${ARGN})
    if(TARGET ${name})
        gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300 LABELS ${name})
    endif()
endfunction()

# house_test_at_once(NAME DEPENDS…): the same as one entry of ctest, where what its tests share takes
# longer to read than a test takes to run.
function(house_test_at_once name)
    house_test_program(${name} ${ARGN})
    if(TARGET ${name})
        add_test(NAME ${name} COMMAND ${name})
        set_tests_properties(${name} PROPERTIES TIMEOUT 600 LABELS ${name})
    endif()
endfunction()

function(house_test_program name)
    file(GLOB sources CONFIGURE_DEPENDS *.cpp)
    if(sources)
        add_executable(${name} ${sources})
        target_link_libraries(${name} PRIVATE house_flags GTest::gtest_main GTest::gmock ${ARGN})
    endif()
endfunction()
