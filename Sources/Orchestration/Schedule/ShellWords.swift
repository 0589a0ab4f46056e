/// Words of a command as a POSIX shell reads them.
package enum ShellWords {
    /// The words joined so that a shell reads them as they are.
    package static func quoted(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

    /// One word, in quotes where it needs them.
    package static func quoted(_ word: String) -> String {
        let safe = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=./,:+@")
        guard word.isEmpty || !word.allSatisfy(safe.contains) else { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// The words of a line that was written by `quoted`; nil where a quote is not closed.
    package static func split(_ line: some StringProtocol) -> [String]? {
        var words: [String] = []
        var word = ""
        var (isWord, isQuoted, isEscaped) = (false, false, false)
        for character in line {
            if isEscaped {
                word.append(character)
                isEscaped = false
            } else if isQuoted {
                if character == "'" { isQuoted = false } else { word.append(character) }
            } else if character == "'" {
                (isQuoted, isWord) = (true, true)
            } else if character == "\\" {
                (isEscaped, isWord) = (true, true)
            } else if character == " " {
                if isWord { words.append(word) }
                (word, isWord) = ("", false)
            } else {
                word.append(character)
                isWord = true
            }
        }
        guard !isQuoted, !isEscaped else { return nil }
        return isWord ? words + [word] : words
    }
}
