package initiative

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"feyre/backend"
	"feyre/backend/text"
)

// cleanName is a line that is a name, which has to have something to see.
func cleanName(typed string) (string, error) {
	name := backend.Line(typed)
	if !strings.ContainsFunc(name, unicode.IsGraphic) {
		return "", backend.NewFault(backend.Invalid, text.InitNoName)
	}
	return name, nil
}

// pick finds the combatant that by means: of that name, or the only one whose name begins so; without a name by's own. Those
// that by can't see aren't there.
func (t *Tracker) pick(by asker, typed string) (*Combatant, error) {
	name := backend.Line(typed)
	if name == "" {
		return t.own(by)
	}
	if c := t.known(by, name); c != nil {
		return c, nil
	}
	var (
		found *Combatant
		names []string
	)
	for i := range t.Combatants {
		c := &t.Combatants[i]
		if t.sees(by, *c) {
			names = append(names, c.Name)
		}
		if !t.sees(by, *c) || !hasPrefixFold(backend.Line(c.Name), name) {
			continue
		}
		if found != nil {
			return nil, backend.NewFault(backend.Invalid, text.InitSeveral, name).WithTry(text.InitTryName)
		}
		found = c
	}
	if found == nil {
		return nil, noSuch(name, names)
	}
	return found, nil
}

// noSuch refuses a name that nobody has, and offers the one of those seen that was meant.
func noSuch(name string, names []string) error {
	fault := backend.NewFault(backend.NotFound, text.InitNoSuch, name)
	if meant := backend.Meant(name, names); meant != "" {
		return fault.WithTry(text.FaultTryMeant, meant)
	}
	return fault.WithTry(text.InitTryGet)
}

// known is the combatant of a name where by sees that it is there, else nil.
func (t *Tracker) known(by asker, name string) *Combatant {
	if c := t.named(name); c != nil && t.sees(by, *c) {
		return c
	}
	return nil
}

// giveWay renames a combatant whose name somebody wants who mustn't know that it is there, so that nothing has to be refused.
func (t *Tracker) giveWay(c *Combatant) {
	for n := 2; ; n++ {
		number := " " + strconv.Itoa(n)
		if name := firstRunes(c.Name, maxName-len(number)) + number; t.named(name) == nil {
			c.Name = name
			return
		}
	}
}

// own is by's combatant: the one whose turn it is, or the only one.
func (t *Tracker) own(by asker) (*Combatant, error) {
	if c := t.find(t.Turn); c != nil && c.Owner == by.user {
		return c, nil
	}
	mine := func(c Combatant) bool { return c.Owner == by.user }
	at := slices.IndexFunc(t.Combatants, mine)
	if at < 0 {
		return nil, backend.NewFault(backend.NotFound, text.InitNoneOwn).WithTry(text.InitTryJoin)
	}
	if slices.ContainsFunc(t.Combatants[at+1:], mine) {
		return nil, backend.NewFault(backend.Invalid, text.InitWhich).WithTry(text.InitTryName)
	}
	return &t.Combatants[at], nil
}

// waiting is by's only combatant who delays or is ready, nil for none or several.
func (t *Tracker) waiting(by asker) *Combatant {
	var found *Combatant
	for i := range t.Combatants {
		if c := &t.Combatants[i]; c.Owner == by.user && (c.Delaying || c.Ready) {
			if found != nil {
				return nil
			}
			found = c
		}
	}
	return found
}

// hasPrefixFold says whether s begins with prefix, whatever the case. Case may change a letter's length, so letters are compared.
func hasPrefixFold(s, prefix string) bool {
	letters, wanted := []rune(s), []rune(prefix)
	return len(letters) >= len(wanted) && strings.EqualFold(string(letters[:len(wanted)]), prefix)
}
