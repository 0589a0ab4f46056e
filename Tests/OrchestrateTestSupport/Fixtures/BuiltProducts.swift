import Glibc

/// The executables that were built together with the tests.
package enum BuiltProducts {
    /// The path of a product beside the running test bundle.
    package static func path(_ name: String) -> String {
        "\(folder)/\(name)"
    }

    private static let folder: String = {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let path = buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }
        let slash = path.lastIndex(of: UInt8(ascii: "/")) ?? 0
        return String(decoding: path[..<slash], as: UTF8.self)
    }()
}
