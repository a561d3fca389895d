# A terminal in a lobby answers to nobody on the network: no program of ours may listen on a port, and its
# print server does not either. What has to be asked for is asked for over sockets in the file system.
# cmake -DROOT=<source tree> -P no_open_port.cmake
cmake_minimum_required(VERSION 3.25)

set(network_address "[AP]F_INET|sockaddr_in|INADDR_|addr_any|AI_PASSIVE|bind_to_|lws_create_vhost")
set(server_library "httplib")
set(print_server_listens "^ *(Port|SSLPort|SSLListen|Listen +[^/ ])")

file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/kiosk/*.cpp ${ROOT}/kiosk/*.h ${ROOT}/drivers/*.cpp ${ROOT}/drivers/*.h
    ${ROOT}/screens/*.cpp ${ROOT}/screens/*.h)
file(GLOB print_server RELATIVE ${ROOT} ${ROOT}/config/cups/*.conf)
set(wrong "")
foreach(file IN LISTS sources print_server)
    set(forbidden "${network_address}|${server_library}")
    if(file MATCHES "^drivers/http_server/") # the control room's: nginx comes to it by a socket in the file system
        set(forbidden "${network_address}")
    endif()
    if(file MATCHES "^config/")
        set(forbidden "${print_server_listens}")
    endif()
    file(STRINGS ${ROOT}/${file} lines REGEX "${forbidden}")
    foreach(line IN LISTS lines)
        string(APPEND wrong "  ${file}: ${line}\n")
    endforeach()
    # The library for the AusweisApp's line can serve as well as call.
    file(STRINGS ${ROOT}/${file} called REGEX "lws_create_context *\\(")
    file(STRINGS ${ROOT}/${file} only_calls REGEX "CONTEXT_PORT_NO_LISTEN")
    if(called AND NOT only_calls)
        string(APPEND wrong "  ${file}: ${called}\n")
    endif()
endforeach()
list(LENGTH sources count)
if(count EQUAL 0 OR wrong)
    message(FATAL_ERROR "${count} files read; these could listen on a port:\n${wrong}")
endif()
