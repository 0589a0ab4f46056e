/// Tells file systems that SQLite's write-ahead log and locks can be trusted on from those shared over a network.
struct FileSystemKind {
    /// `f_type` of statfs.
    let magic: UInt32
    /// As `/proc/self/mountinfo` names it, such as `ext4` or `fuse.sshfs`; nil if unknown.
    let mountType: String?

    /// The name of the network file system, or nil for a local one.
    var networkName: String? {
        if let name = Self.networkMagics[magic] { return name }
        guard magic == Self.fuse, let mountType else { return nil }
        let subtype = mountType.hasPrefix("fuse.") ? String(mountType.dropFirst(5)) : mountType
        return Self.networkFuseTypes.contains(subtype) ? mountType : nil
    }

    private static let fuse: UInt32 = 0x6573_5546

    private static let networkMagics: [UInt32: String] = [
        0x0000_6969: "NFS",
        0x0000_517B: "SMB",
        0xFE53_4D42: "SMB2",
        0xFF53_4D42: "CIFS",
        0x0000_564C: "NCP",
        0x5346_414F: "AFS",
        0x6B41_4653: "AFS",
        0x7375_7245: "Coda",
        0x00C3_6400: "Ceph",
        0x0BD0_0BD0: "Lustre",
        0x4750_4653: "GPFS",
        0x1983_0326: "BeeGFS",
        0x7461_636F: "OCFS2",
        0x0116_1970: "GFS2",
        0x0102_1997: "9P",
        0x786F_4256: "VirtualBox shared folder",
        0xAAD7_AAEA: "PanFS",
        0x2030_528D: "OrangeFS",
    ]

    private static let networkFuseTypes: Set<String> = [
        "afpfs", "blobfuse", "blobfuse2", "ceph", "ceph-fuse", "cifs", "curlftpfs", "davfs", "davfs2", "gcsfuse",
        "geesefs", "glusterfs", "goofys", "google-drive-ocamlfuse", "gvfsd-fuse", "hdfs", "httpfs", "juicefs",
        "lizardfs", "mfs", "moosefs", "mount.s3", "mountpoint-s3", "nfs", "onedriver", "prl_fsd", "rclone", "s3fs",
        "s3ql", "seaweedfs", "smbnetfs", "sshfs", "vmhgfs-fuse",
    ]

    /// The type of the mount with a device number `major:minor`, out of the text of `/proc/self/mountinfo`.
    static func mountType(device: String, in mountinfo: String) -> String? {
        for line in mountinfo.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count > 6, words[2] == device, let dash = words.firstIndex(of: "-"), dash + 1 < words.count
            else { continue }
            return String(words[dash + 1])
        }
        return nil
    }
}
