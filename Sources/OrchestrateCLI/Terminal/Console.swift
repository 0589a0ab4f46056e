import Glibc

/// The two streams: data on standard output, everything else on standard error.
enum Console {
    /// Writes a line of data to standard output.
    static func data(_ line: String) {
        write(line + "\n", to: STDOUT_FILENO)
    }

    /// Writes text to standard output as it is.
    static func data(bytes: [UInt8]) {
        write(bytes[...], to: STDOUT_FILENO)
    }

    /// Writes a line for people to standard error.
    static func error(_ line: String) {
        write(line.printable(keeping: ["\n", "\t"]) + "\n", to: STDERR_FILENO)
    }

    /// Writes text to standard error as it is.
    static func error(raw text: String) {
        write(text, to: STDERR_FILENO)
    }

    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Columns of the terminal on standard error; 80 where it does not tell.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        write(Array(text.utf8)[...], to: descriptor)
    }

    /// A reader that went away ends the program quietly, as it ends any filter.
    private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, 1000)
            } else if errno != EINTR {
                guard descriptor == STDERR_FILENO else { exit(errno == EPIPE ? 141 : ExitStatus.engineCode) }
                return
            }
        }
    }
}
