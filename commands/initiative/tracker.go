package initiative

import (
	"encoding/json"
	"errors"
	"slices"

	"feyre/store"
)

// Limits of a tracker. Texts are counted in characters.
const (
	maxCombatants = 40
	maxName       = 64
	maxScore      = 9_999
	maxHealth     = 1_000_000
	maxArmor      = 999
	maxConditions = 8 // of one combatant
	maxCondition  = 32
	maxRounds     = 1_000
	maxNote       = 100
	maxRoll       = 100 // longer expressions are rolled, but not kept for the next time
)

// What can't be done with a tracker. Operations turn these into words.
var (
	errFull       = errors.New("the tracker is full")
	errEmpty      = errors.New("nobody has joined")
	errNobody     = errors.New("nobody can act")
	errStart      = errors.New("no turn before this one")
	errNoSuch     = errors.New("no such combatant")
	errDelaying   = errors.New("already delaying")
	errReady      = errors.New("already ready")
	errPresent    = errors.New("neither delaying nor ready")
	errItself     = errors.New("can't be moved beside itself")
	errNoHealth   = errors.New("no hit points known")
	errConditions = errors.New("too many conditions")
	errCondition  = errors.New("no such condition")
	errNoUndo     = errors.New("nothing to undo")
)

// Tracker is a channel's fight, the document that the store keeps.
type Tracker struct {
	// Round counts from 1; 0 before the first turn.
	Round int `json:"round"`
	// Turn is the id of the combatant whose turn it is, 0 for nobody.
	Turn int `json:"turn"`
	// Serial rises whenever a turn begins or the fight is taken back. It never falls, so that a button knows its time is over.
	Serial uint64 `json:"serial"`
	// Edits rises with every step that can be undone and with every Undo.
	Edits uint64 `json:"edits"`
	// LastID is the highest id that was ever given out.
	LastID int `json:"last_id"`
	// Starter is the user who started the tracker and may do everything, 0 for nobody yet.
	Starter uint64 `json:"starter,string"`
	// Open lets everybody change everything.
	Open bool `json:"open,omitempty"`
	// KeepDowned gives turns to those who are down; otherwise they are skipped.
	KeepDowned bool `json:"keep_downed,omitempty"`
	// Combatants stand in the order in which they act.
	Combatants []Combatant `json:"combatants,omitempty"`
	// Undo holds the last steps as they are stored, the newest last.
	Undo []json.RawMessage `json:"undo,omitempty"`
}

// Combatant is one of those who fight.
type Combatant struct {
	ID    int    `json:"id"`
	Name  string `json:"name"`
	Owner uint64 `json:"owner,string"`
	Score int64  `json:"score"`
	// Modifier decides between equal scores.
	Modifier int64 `json:"modifier,omitempty"`
	// Roll is the expression that Score came from, for joining again; may be empty.
	Roll string `json:"roll,omitempty"`
	// Acted numbers the turns of the current round: 0 for who had none yet, -1 for who came too late and waits for the next round.
	Acted    int  `json:"acted,omitempty"`
	Delaying bool `json:"delaying,omitempty"`
	// Begun says that the turn had begun before it was delayed.
	Begun      bool        `json:"begun,omitempty"`
	Ready      bool        `json:"ready,omitempty"`
	Trigger    string      `json:"trigger,omitempty"` // what a ready combatant waits for
	Health     *Health     `json:"health,omitempty"`
	Armor      *int64      `json:"armor,omitempty"`
	Conditions []Condition `json:"conditions,omitempty"`
	Note       string      `json:"note,omitempty"`
	Sight      Sight       `json:"sight,omitempty"`

	unread store.Unread
}

// Sight is what people other than the game master and the owner see of a combatant.
type Sight string

// The kinds of Sight. One that this version doesn't know is taken for Unseen.
const (
	Shown  Sight = ""       // everything
	Words  Sight = "words"  // hurt, bloodied or down instead of numbers
	Bare   Sight = "bare"   // name and place only
	Unseen Sight = "unseen" // nothing at all
)

// seen says whether others see that the combatant is there.
func (s Sight) seen() bool { return s == Shown || s == Words || s == Bare }

// index is where a combatant stands, -1 for none of that id.
func (t *Tracker) index(id int) int {
	return slices.IndexFunc(t.Combatants, func(c Combatant) bool { return c.ID == id })
}

// find is a combatant by id, nil for none. It may be changed in place, until the list changes.
func (t *Tracker) find(id int) *Combatant {
	if at := t.index(id); at >= 0 {
		return &t.Combatants[at]
	}
	return nil
}

// acts says whether a combatant takes its turns.
func (t *Tracker) acts(c Combatant) bool {
	return !c.Delaying && (t.KeepDowned || !c.down())
}

// clone copies all that a change could reach.
func (c Combatant) clone() Combatant {
	if c.Health != nil {
		health := *c.Health
		c.Health = &health
	}
	c.Conditions = slices.Clone(c.Conditions)
	return c
}

// UnmarshalJSON keeps what this version doesn't know.
func (c *Combatant) UnmarshalJSON(raw []byte) error {
	type plain Combatant
	return store.Decode(raw, (*plain)(c), &c.unread)
}

// MarshalJSON writes it back.
func (c Combatant) MarshalJSON() ([]byte, error) {
	type plain Combatant
	return store.Encode(plain(c), c.unread)
}

var (
	_ json.Unmarshaler = (*Combatant)(nil)
	_ json.Marshaler   = Combatant{}
)
