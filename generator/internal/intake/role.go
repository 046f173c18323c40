package intake

import (
	"regexp"
	"strings"

	"candor/generator/internal/document"
)

// role warns of a person's name where a role or a team belongs. What it cannot
// tell from a name of a team, such as one word alone, it lets pass.
func (d *decoder) role(n *document.Node) {
	if n.Kind == document.String && (handle.MatchString(n.Text) || d.english() && person(n.Text)) {
		d.warnf(n, "person", `write a role or a team, such as "protocol team"`, "this reads like the name of a person")
	}
}

var (
	// handle is an account's name, and the address of a mailbox as well.
	handle = regexp.MustCompile(`(^|[\s(<])@\w|\w@\w+\.\w`)
	// fullName is a first name, initials or particles, and a surname, all of them
	// capitalised as English does with names alone.
	fullName = regexp.MustCompile(`^(?:(?:Dr|Mr|Mrs|Ms|Prof)\. )?\p{Lu}[\p{Ll}'’-]+(?:-\p{Lu}\p{Ll}+)?(?: (?:\p{Lu}\.|van|von|de|da|del|der|bin|al))* (?:\p{Lu}['’])?(?:Mac|Mc)?\p{Lu}[\p{Ll}'’]+(?:-\p{Lu}\p{Ll}+)?$`)
)

// roleWords are those of teams, roles and firms: a text that holds one is none
// of a person.
var roleWords = func() map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.Fields(`academy admin administrator administrators alliance analyst analysts architect architects architecture assurance audit auditor auditors
		board bot bounty bridge bug business capital care chain change chief circle client cloud commander committee communications community company compliance
		consulting contract contracts contributor contributors coordination coordinator core council counsel crew culture custody customer dao data database defi delegates delivery department
		desk detection developer developers development devops devrel digital director division duty ecosystem editor editors email engineer engineering engineers enterprise
		executive experience exchange external finance firm foundation founders frontend fund governance group growth guardian guardians guild hardware head hub human hunter incident incidents
		independent information infra infrastructure insurance integration integrations internal inc it keepers key keys lab labs lead leaders leadership leads legal liquidity llc ltd maintainer maintainers management
		manager managers marketing markets mobile monitoring multisig network networks node nodes office officer on-call oncall open operations operator operators ops oracle
		oracles owner owners partner partners people personnel platform policy portfolio privacy process product products program programme project protocol provider public
		quality rates recovery red registry relations release reliability reporter research researcher researchers resources responder responders response review reviewer reviewers revenue risk runtime
		sales sec security service services signer signers site smart software solutions specialist squad staff standards steward stewards storage strategy support system systems
		task team teams tech technical technologies technology testing the tooling trading training treasury tribe trust unit user users vault vendor vendors vulnerability
		wallet wallets web wg working works`) {
		words[w] = true
	}
	return words
}()

// english reports whether a capital tells a name: other languages write other
// words with one, too.
func (r *Reader) english() bool { return r.Language == "" || strings.HasPrefix(r.Language, "en") }

// person reports whether an English text reads like a person's name.
func person(text string) bool {
	if text = strings.TrimSpace(text); !fullName.MatchString(text) {
		return false
	}
	for _, w := range strings.Fields(strings.ToLower(text)) {
		if roleWords[w] {
			return false
		}
	}
	return true
}
