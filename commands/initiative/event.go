package initiative

// Event is something that happened in a step and is worth telling.
type Event struct {
	Kind Kind `json:"kind"`
	// Name is the combatant's, hostile text; empty for what concerns nobody in particular.
	Name string `json:"name,omitempty"`
	// Detail is a condition's name or the step that was undone.
	Detail string `json:"detail,omitempty"`
	// Number is a score, an amount or a round, by kind.
	Number int64 `json:"number,omitempty"`

	sight Sight
	owner uint64
}

// Kind says what happened.
type Kind string

// The kinds of Event.
const (
	RoundBegan     Kind = "round"     // Number
	Joined         Kind = "joined"    // with score Number
	Rerolled       Kind = "rerolled"  // to score Number
	Left           Kind = "left"      // the tracker
	Moved          Kind = "moved"     // and has score Number
	Skipped        Kind = "skipped"   // is down and had no turn
	Delayed        Kind = "delayed"   // until it enters
	Entered        Kind = "entered"   // after delaying
	BecameReady    Kind = "ready"     // waits for something
	ReadyActed     Kind = "acted"     // did what it was ready for
	HealthSet      Kind = "hp"        // to Number
	Damaged        Kind = "damaged"   // by Number
	Healed         Kind = "healed"    // by Number
	WentDown       Kind = "down"      // has no hit points left
	GotUp          Kind = "up"        // has some again
	ConditionSet   Kind = "condition" // Detail
	ConditionEnded Kind = "ended"     // Detail
	WasReset       Kind = "reset"     // the fight is over
	Undone         Kind = "undone"    // the step Detail
)

func (c Combatant) event(kind Kind, number int64) Event {
	return Event{Kind: kind, Name: c.Name, Number: number, sight: c.Sight, owner: c.Owner}
}

func (c Combatant) conditionEvent(kind Kind, condition Condition) Event {
	return Event{Kind: kind, Name: c.Name, Detail: condition.Name, sight: c.Sight, owner: c.Owner}
}

// public says whether everybody may be told.
func (e Event) public() bool {
	switch e.sight {
	case Shown:
		return true
	case Words:
		return e.Kind != HealthSet && e.Kind != Damaged && e.Kind != Healed
	case Bare:
		switch e.Kind {
		case Joined, Rerolled, Left, Moved, Delayed, Entered:
			return true
		}
	}
	return false
}
