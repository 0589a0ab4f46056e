import OrchestrateModel

extension ConfigurationKey {
    static func priorities(
        _ name: String,
        _ place: any Place<[Configuration.PriorityRule]>,
        _ help: String
    ) -> ConfigurationKey {
        ConfigurationKey(
            name: name,
            help: help,
            expectation: "a list of {glob: …, priority: normal|high|urgent}, or GLOB=LEVEL,…",
            show: { configuration in
                .array(
                    configuration[keyPath: place].map { rule in
                        ["glob": .string(rule.glob), "priority": .string(rule.priority.name)]
                    }
                )
            },
            set: { raw, configuration in
                guard let rules = rules(raw) else { return false }
                configuration[keyPath: place] = rules
                return true
            }
        )
    }

    private static func rules(_ raw: RawSetting) -> [Configuration.PriorityRule]? {
        guard case .list(let items) = raw else {
            guard let texts = raw.texts(separators: [","]) else { return nil }
            let rules = texts.compactMap { Configuration.PriorityRule($0) }
            return rules.count == texts.count ? rules : nil
        }
        let rules = items.compactMap { item -> Configuration.PriorityRule? in
            switch item {
            case .text(let text): return Configuration.PriorityRule(text)
            case .map(let pairs):
                guard case .text(let glob)? = pairs["glob"], case .text(let level)? = pairs["priority"],
                    pairs.count == 2
                else { return nil }
                return Configuration.PriorityRule("\(glob)=\(level)")
            default: return nil
            }
        }
        return rules.count == items.count ? rules : nil
    }

    static func postAction(_ name: String, _ place: any Place<PostAction>, _ help: String) -> ConfigurationKey {
        ConfigurationKey(
            name: name,
            help: help,
            expectation: "one of keep, move=DIR, copy=DIR, delete; a relative DIR counts from the folder of the file",
            show: { .string($0[keyPath: place].text) },
            set: { raw, configuration in
                guard case .text(let text) = raw, let action = PostAction(text) else { return false }
                configuration[keyPath: place] = action
                return true
            }
        )
    }

    static func codes(_ name: String, _ place: any Place<[FailureCode]?>, _ help: String) -> ConfigurationKey {
        let known = FailureCode.allCases.filter { $0.failureClass == .temporary || $0.failureClass == .resource }
        return ConfigurationKey(
            name: name,
            help: help,
            expectation: "null or a list out of \(known.map(\.rawValue).joined(separator: ", "))",
            show: { configuration in
                configuration[keyPath: place].map { .array($0.map { .string($0.rawValue) }) } ?? .null
            },
            set: { raw, configuration in
                if raw == .empty || raw == .text("null") {
                    configuration[keyPath: place] = nil
                    return true
                }
                guard let texts = raw.texts(separators: [","]) else { return false }
                let codes = texts.compactMap { FailureCode(rawValue: $0) }.filter { known.contains($0) }
                guard codes.count == texts.count else { return false }
                configuration[keyPath: place] = codes
                return true
            }
        )
    }
}
