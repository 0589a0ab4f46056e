import Glibc

/// Commands in a mount namespace of their own, where file systems can be mounted that nobody else sees.
package enum PrivateMounts {
    /// False where the system allows no such namespace.
    package static let areAllowed = system("\(start) 'mount -t tmpfs tmpfs /mnt' >/dev/null 2>&1") == 0

    /// The words before the text of a shell script.
    package static var words: [String] {
        ["/usr/bin/unshare", rights, "--propagation", "private", "/bin/sh", "-c"]
    }

    private static var start: String { words.joined(separator: " ") }

    private static var rights: String { geteuid() == 0 ? "-m" : "-Urm" }
}
