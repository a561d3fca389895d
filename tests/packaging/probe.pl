# Looks at the world from inside a unit's sandbox and says what it may do, a line each. Perl, because the smallest Debian
# holds it; the unit under test allows no program but its own, so a drop-in lets this one in.
use Socket;

sub say_if { my ($what, $done) = @_; print "$what: ", ($done ? "yes" : "no"), "\n"; }

sub reach {
    my ($path) = @_;
    socket(my $line, AF_UNIX, SOCK_STREAM, 0) or return 0;
    return connect($line, pack_sockaddr_un($path));
}

say_if("run another program", system("/usr/bin/true") == 0);
say_if("make a network socket", socket(my $inet, AF_INET, SOCK_STREAM, 0));
say_if("make a packet socket", socket(my $packet, 17, SOCK_RAW, 0));
open(my $links, "<", "/proc/self/net/dev");
say_if("see a network beyond loopback", grep { /^\s*(\S+):/ && $1 ne "lo" } <$links>);
say_if("read the agent's secret", open(my $secret, "<", "/etc/kiosk/agent/secret"));
say_if("read the site's file", open(my $site, "<", "/etc/kiosk/site.json"));
say_if("write the site's file", open(my $own, ">>", "/etc/kiosk/site.json"));
say_if("write into the system", open(my $system, ">", "/usr/share/kiosk/probe"));
say_if("write into the state directory", open(my $state, ">", "/var/lib/kiosk/probe-$<") && unlink("/var/lib/kiosk/probe-$<"));
say_if("write to its own /tmp", open(my $scratch, ">", "/tmp/probe"));
say_if("see another user's processes", -d "/proc/1");
say_if("see a device", -e "/dev/console");
say_if("reach the print server", reach("/run/cups/cups.sock"));
say_if("reach the card reader's service", reach("/run/pcscd/pcscd.comm"));
say_if("reach the screen", reach("/tmp/.X11-unix/X0"));
my $about = "";
say_if("see the screen's memory", scalar grep { shmctl($_, 2, $about) } 0 .. 255); # 2: IPC_STAT
say_if("reach the screen without a file", reach("\0/tmp/.X11-unix/X0"));
say_if("read the screen's cookie", open(my $cookie, "<", "/run/kiosk-display/authority"));
say_if("reach the message bus", reach("/run/dbus/system_bus_socket"));
say_if("reach the agent's printer line", reach("/var/lib/kiosk/printer.sock"));
say_if("reach the agent's signer", reach("/var/lib/kiosk/signer.sock"));
