# What lies where on a terminal and in the control room, and the three packages that bring it there. Only a release is packed: other builds hold
# doors that play cards and printers.
#   cmake --preset release && cmake --build --preset release && cpack --preset release   → build/release/packages/*.deb
# An installation by hand is DESTDIR=<root> cmake --install build/release: the units name /usr/bin and /etc/kiosk.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

# packed(COMPONENT PROGRAMS…): the programs, their units, who they run as, and what they are made of.
function(packed component)
    set(name kiosk-${component})
    set(units ${PROJECT_SOURCE_DIR}/config/units)
    install(TARGETS ${ARGN} RUNTIME DESTINATION bin COMPONENT ${component})
    install(FILES ${units}/${name}.sysusers DESTINATION lib/sysusers.d RENAME ${name}.conf COMPONENT ${component})
    install(FILES ${units}/${name}.tmpfiles DESTINATION lib/tmpfiles.d RENAME ${name}.conf COMPONENT ${component})
    install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION share/doc/${name} RENAME copyright COMPONENT ${component})
    install(CODE "
        execute_process(COMMAND \"${Python3_EXECUTABLE}\" \"${PROJECT_SOURCE_DIR}/config/packaging/sbom.py\" --name ${name}
            --version ${PROJECT_VERSION} --build \"${CMAKE_BINARY_DIR}\" --home \"${PROJECT_SOURCE_DIR}\" ${ARGN}
            OUTPUT_VARIABLE sbom COMMAND_ERROR_IS_FATAL ANY)
        file(WRITE \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/share/kiosk/sbom/${name}.cdx.json\" \"\${sbom}\")
        " COMPONENT ${component})
endfunction()

packed(terminal kiosk kiosk-session kiosk-card kiosk-try)
packed(agent kiosk-agent)
packed(fleet kiosk-fleet kioskctl)
install(FILES config/units/kiosk.service config/units/kiosk-display.service DESTINATION lib/systemd/system COMPONENT terminal)
install(FILES config/units/kiosk-agent.service DESTINATION lib/systemd/system COMPONENT agent)
install(FILES config/units/kiosk-fleet.service config/units/kiosk-fleet-revocations.path
    config/units/kiosk-fleet-revocations.service DESTINATION lib/systemd/system COMPONENT fleet)
install(DIRECTORY assets/control DESTINATION share/kiosk/assets COMPONENT fleet)
install(FILES config/fleet/room.json config/fleet/mosquitto.acl DESTINATION /etc/kiosk-fleet COMPONENT fleet)
install(FILES config/fleet/mosquitto.conf config/fleet/nginx.conf config/fleet/openapi.json DESTINATION share/doc/kiosk-fleet/examples COMPONENT fleet)
install(FILES config/cups/tmpfiles.conf DESTINATION lib/tmpfiles.d RENAME kiosk-cups.conf COMPONENT terminal)
install(DIRECTORY assets/fonts assets/icons assets/text assets/knowledge DESTINATION share/kiosk/assets COMPONENT terminal)
install(DIRECTORY config/services config/tariffs config/cups config/display DESTINATION share/kiosk/config COMPONENT terminal
    PATTERN tmpfiles.conf EXCLUDE)
install(FILES config/units/ausweisapp.conf DESTINATION share/kiosk/config/units COMPONENT terminal)
install(FILES config/settings.json DESTINATION share/kiosk/config COMPONENT terminal)
install(FILES README.md DESTINATION share/doc/kiosk-terminal COMPONENT terminal)
install(FILES config/packaging/site.json DESTINATION /etc/kiosk COMPONENT terminal)

set(CPACK_GENERATOR DEB)
set(CPACK_COMPONENTS_ALL terminal agent fleet)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${PROJECT_NAME} maintainers <maintainers@localhost>")
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(scripts ${PROJECT_SOURCE_DIR}/config/packaging)

set(CPACK_DEBIAN_TERMINAL_PACKAGE_NAME kiosk-terminal)
set(CPACK_DEBIAN_TERMINAL_DESCRIPTION "self-service terminal for the lobby of a town hall
Takes orders for certificates from citizens, encrypts them for the registry office and keeps them until they are
delivered. It never touches the network; kiosk-agent does.")
set(CPACK_DEBIAN_TERMINAL_PACKAGE_DEPENDS systemd)
set(CPACK_DEBIAN_TERMINAL_PACKAGE_RECOMMENDS "kiosk-agent, cups, pcscd, xserver-xorg-core, xserver-xorg-input-libinput, xauth")
set(CPACK_DEBIAN_TERMINAL_PACKAGE_CONTROL_EXTRA ${scripts}/terminal/conffiles ${scripts}/terminal/postinst ${scripts}/terminal/prerm)

set(CPACK_DEBIAN_AGENT_PACKAGE_NAME kiosk-agent)
set(CPACK_DEBIAN_AGENT_DESCRIPTION "delivers the orders of a self-service terminal
The terminal's only door to the network.")
# They share the journal, so they go together.
set(CPACK_DEBIAN_AGENT_PACKAGE_DEPENDS "kiosk-terminal (= ${PROJECT_VERSION}), systemd, ca-certificates")
set(CPACK_DEBIAN_AGENT_PACKAGE_CONTROL_EXTRA ${scripts}/agent/postinst ${scripts}/agent/prerm)

set(CPACK_DEBIAN_FLEET_PACKAGE_NAME kiosk-fleet)
set(CPACK_DEBIAN_FLEET_DESCRIPTION "control room for self-service terminals
Hears what terminals report, gives them jobs, raises alarms and keeps a record of who did what.")
set(CPACK_DEBIAN_FLEET_PACKAGE_DEPENDS "systemd, ca-certificates")
set(CPACK_DEBIAN_FLEET_PACKAGE_RECOMMENDS "nginx-light, mosquitto")
set(CPACK_DEBIAN_FLEET_PACKAGE_SUGGESTS postgresql)
set(CPACK_DEBIAN_FLEET_PACKAGE_CONTROL_EXTRA ${scripts}/fleet/conffiles ${scripts}/fleet/postinst ${scripts}/fleet/prerm)
include(CPack)
