import OrchestrateModel

extension ConfigurationTable {
    static let containers: [ConfigurationKey] = [
        .boolean("containers.enabled", \.containers.enabled, "False leaves what a document carries unread"),
        .integer("containers.max_depth", \.containers.maxDepth, 1...100, "Containers inside containers"),
        .integer(
            "containers.max_members",
            \.containers.maxMembers,
            1...1_000_000,
            "Documents that one container may carry; the others are left out, which is reported"
        ),
        .integer(
            "containers.max_unpacked_mb",
            \.containers.maxUnpackedMB,
            1...1_000_000,
            "Megabytes that all members of one container may unpack to"
        ),
        .integer(
            "containers.max_ratio",
            \.containers.maxRatio,
            1...100_000,
            "How many times its own size a container may unpack to"
        ),
    ]
}
