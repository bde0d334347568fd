package initiative

// Health is a combatant's hit points.
type Health struct {
	Now int64 `json:"now"` // 0 is down
	Max int64 `json:"max"`
	// Temp are temporary hit points: damage takes them first, and nothing heals them.
	Temp int64 `json:"temp,omitempty"`
}

// State is what can be seen of a combatant's health without numbers.
type State string

// The states of health. Unhurt is also the state of who has no hit points known.
const (
	Unhurt   State = ""
	Hurt     State = "hurt"
	Bloodied State = "bloodied" // at half or less
	Down     State = "down"
)

// State is the health in a word.
func (h *Health) State() State {
	switch {
	case h == nil:
		return Unhurt
	case h.Now <= 0:
		return Down
	case h.Now >= h.Max:
		return Unhurt
	case h.Now <= h.Max/2:
		return Bloodied
	default:
		return Hurt
	}
}

func (c Combatant) down() bool { return c.Health.State() == Down }

// Wound says what to do with hit points, in this order: Max, Temp, Amount.
type Wound struct {
	Max, Temp *int64
	// Amount is added, negative for damage; with Set it replaces the hit points. Nil leaves them.
	Amount *int64
	Set    bool
}

// Wound changes a combatant's hit points. Who has none yet gets them from Max or from an Amount that is Set. They stay between 0 and Max.
func (t *Tracker) Wound(id int, w Wound) ([]Event, error) {
	c := t.find(id)
	if c == nil {
		return nil, errNoSuch
	}
	first := w.Max
	if first == nil && w.Set {
		first = w.Amount
	}
	if c.Health == nil {
		if first == nil || *first <= 0 {
			return nil, errNoHealth
		}
		whole := min(*first, maxHealth)
		c.Health = &Health{Now: whole, Max: whole}
	}
	before := c.Health.State()
	events := c.wound(w)
	switch after := c.Health.State(); {
	case after == Down && before != Down:
		events = append(events, c.event(WentDown, 0))
	case after != Down && before == Down:
		events = append(events, c.event(GotUp, 0))
	}
	return events, nil
}

func (c *Combatant) wound(w Wound) []Event {
	h := c.Health
	if w.Max != nil {
		h.Max = bounded(*w.Max, 1)
		h.Now = min(h.Now, h.Max)
	}
	if w.Temp != nil {
		h.Temp = bounded(*w.Temp, 0)
	}
	switch {
	case w.Amount == nil:
		return []Event{c.event(HealthSet, h.Now)}
	case w.Set:
		h.Now = min(bounded(*w.Amount, 0), h.Max)
		return []Event{c.event(HealthSet, h.Now)}
	case *w.Amount < 0:
		damage := bounded(-max(*w.Amount, -maxHealth), 0)
		rest := max(0, damage-h.Temp)
		h.Temp = max(0, h.Temp-damage)
		h.Now = max(0, h.Now-rest)
		return []Event{c.event(Damaged, damage)}
	default:
		healed := bounded(*w.Amount, 0)
		h.Now = min(h.Max, h.Now+healed)
		return []Event{c.event(Healed, healed)}
	}
}

func bounded(n, least int64) int64 { return min(max(n, least), maxHealth) }
