import OrchestrateModel

/// Chooses net, tax, total, prepaid and due amounts together: labels speak for each, sums for all.
///
/// Every combination of the best candidates is scored by the sum of their label scores, plus `sumBonus` where net and tax
/// make the total, plus `linesBonus` where the line items make net or total. The best combination wins; a field may stay
/// empty. The bonus of a sum outweighs any one label, since three amounts that fit by chance are rare.
struct SumSolver {
    struct Choice {
        var net: FieldDraft?
        var tax: FieldDraft?
        var total: FieldDraft?
        /// True if net and tax make the total.
        var isConsistent = false
        var score = -Double.infinity
    }

    let net: [FieldDraft]
    let tax: [FieldDraft]
    let total: [FieldDraft]
    /// The sum of the line items' totals, where there are some.
    let lineSum: DecimalNumber?

    private static let sumBonus = 1.6
    private static let linesBonus = 0.5
    private static let breadth = 9
    private static let cent = DecimalNumber(coefficient: 1, scale: 2)

    func solve() -> Choice {
        var best = Choice()
        for total in [nil] + self.total.prefix(Self.breadth).map(Optional.some) {
            for net in [nil] + self.net.prefix(Self.breadth).map(Optional.some) {
                for tax in [nil] + self.tax.prefix(Self.breadth).map(Optional.some) {
                    let choice = scored(net: net, tax: tax, total: total)
                    if choice.score > best.score { best = choice }
                }
            }
        }
        return best.isConsistent ? best : completed(best)
    }

    /// Amounts that their labels are sure of, kept though no sum fits: the contradiction is for a person to see.
    private func completed(_ choice: Choice) -> Choice {
        func sure(_ drafts: [FieldDraft]) -> FieldDraft? {
            drafts.first.flatMap { $0.score >= FieldDraft.sure ? $0 : nil }
        }
        var choice = choice
        choice.net = choice.net ?? sure(net)
        choice.tax = choice.tax ?? sure(tax)
        choice.total = choice.total ?? sure(total)
        return choice
    }

    /// True for a sum that hardly fits by chance: a tax of no more than half of the net, and two of the three under labels
    /// or the line items adding up to one of them.
    private func isTrusted(net: FieldDraft?, tax: FieldDraft?, total: FieldDraft?) -> Bool {
        guard let n = net?.value?.decimal?.magnitude, let t = tax?.value?.decimal?.magnitude, t + t <= n else {
            return false
        }
        let labelled = [net, tax, total].filter { ($0?.score ?? 0) > Self.unlabelled }.count
        if labelled >= 2 { return true }
        guard let lineSum else { return false }
        return [net, total].contains { draft in
            draft?.value?.decimal.map { ($0 - lineSum).magnitude <= Self.cent } ?? false
        }
    }

    /// Score that an amount without a label stays below.
    private static let unlabelled = 0.3

    private func scored(net: FieldDraft?, tax: FieldDraft?, total: FieldDraft?) -> Choice {
        var choice = Choice(net: net, tax: tax, total: total)
        var score = (net?.score ?? 0) + (tax?.score ?? 0) + 1.2 * (total?.score ?? 0)
        let (n, t, whole) = (net?.value?.decimal, tax?.value?.decimal, total?.value?.decimal)
        if let n, let t, let whole {
            if (n + t - whole).magnitude <= Self.cent {
                // Where nothing is taxed, net and total are one number and fit by themselves.
                choice.isConsistent = t.isZero || isTrusted(net: net, tax: tax, total: total)
                score += t.isZero ? 0.3 : choice.isConsistent ? Self.sumBonus : -0.4
            } else {
                score -= 1.2
            }
        } else if let n, let whole, n.magnitude > whole.magnitude {
            score -= 1
        }
        if let t, let whole, !whole.isZero, t.magnitude >= whole.magnitude { score -= 1.2 }
        if let lineSum {
            if let n, (n - lineSum).magnitude <= Self.cent { score += Self.linesBonus }
            if let whole, (whole - lineSum).magnitude <= Self.cent { score += Self.linesBonus / 2 }
            // The line items stand for a net amount that is not written.
            if n == nil, let t, let whole, !t.isZero, (lineSum + t - whole).magnitude <= Self.cent {
                score += Self.sumBonus
            }
        }
        choice.score = score
        return choice
    }
}
