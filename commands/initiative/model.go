package initiative

import (
	"feyre/backend"
)

// Model is a fight as one may see it: everybody, or, when it is secret, the asker.
type Model struct {
	Round int `json:"round"`
	// Turn tells turns apart: buttons carry it.
	Turn uint64 `json:"turn"`
	// Step tells changes apart: the buttons that undo carry it.
	Step       uint64  `json:"step"`
	Combatants []Row   `json:"combatants"`
	News       []Event `json:"news,omitempty"`
	// Unseen says that it is the turn of somebody who doesn't show among Combatants.
	Unseen bool `json:"unseen,omitempty"`
	Secret bool `json:"secret,omitempty"`
	// Began is set where the request began a turn.
	Began *Began `json:"began,omitempty"`

	update, canGoBack, canUndo bool
}

// Began is a turn that has begun: whose it is, and the combatant's name unless that is unseen.
type Began struct {
	User uint64 `json:"user,string"`
	Name string `json:"name,omitempty"`
}

// Row is what is shown of one combatant.
type Row struct {
	Name  string `json:"name"`
	Score int64  `json:"score"`
	// Tie is the modifier that decides between equal scores; nil where there are none.
	Tie        *int64         `json:"tie,omitempty"`
	Turn       bool           `json:"turn,omitempty"`
	Delaying   bool           `json:"delaying,omitempty"`
	Ready      bool           `json:"ready,omitempty"`
	Trigger    string         `json:"trigger,omitempty"`
	Health     *Health        `json:"health,omitempty"`
	State      State          `json:"state,omitempty"`
	Armor      *int64         `json:"armor,omitempty"`
	Conditions []RowCondition `json:"conditions,omitempty"`
	Note       string         `json:"note,omitempty"`
	// Sight is set only where the reader sees more than others do.
	Sight Sight `json:"sight,omitempty"`
}

// RowCondition is a condition as it is shown.
type RowCondition struct {
	Name string `json:"name"`
	// Rounds is how many more turns it lasts after the current one; nil for one without end.
	Rounds *int `json:"rounds,omitempty"`
}

// everybody reads what isn't hidden from anyone.
func everybody(Combatant) bool { return false }

// rows are the combatants as they show to one who reads everything about those that whole says.
func (t *Tracker) rows(whole func(Combatant) bool) []Row {
	rows := make([]Row, 0, len(t.Combatants))
	for i, c := range t.Combatants {
		if !whole(c) && !c.Sight.seen() {
			continue
		}
		row := t.row(c, whole(c))
		if t.tied(i) {
			modifier := c.Modifier
			row.Tie = &modifier
		}
		rows = append(rows, row)
	}
	return rows
}

func (t *Tracker) row(c Combatant, whole bool) Row {
	row := Row{Name: c.Name, Score: c.Score, Turn: c.ID == t.Turn, Delaying: c.Delaying}
	if whole {
		row.Sight = c.Sight
	}
	if whole || c.Sight == Shown {
		c = c.clone() // what is shown stays as it was when the tracker goes on
		row.Trigger, row.Health, row.Armor, row.Note = c.Trigger, c.Health, c.Armor, c.Note
	}
	if whole || c.Sight == Shown || c.Sight == Words {
		row.Ready, row.State, row.Conditions = c.Ready, c.Health.State(), t.conditions(c)
	}
	return row
}

func (t *Tracker) conditions(c Combatant) []RowCondition {
	var shown []RowCondition
	for _, condition := range c.Conditions {
		if condition.over() {
			continue
		}
		row := RowCondition{Name: condition.Name}
		if condition.Ends != Stays {
			rounds := t.Remaining(condition)
			row.Rounds = &rounds
		}
		shown = append(shown, row)
	}
	return shown
}

// tied says whether the i-th combatant shares its score with a neighbour that everybody sees.
func (t *Tracker) tied(i int) bool {
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(t.Combatants) && t.Combatants[j].Score == t.Combatants[i].Score && t.Combatants[j].Sight.seen() {
			return true
		}
	}
	return false
}

// model is the fight as it shows in the channel.
func (t *Tracker) model(rows []Row) Model {
	current := t.find(t.Turn)
	return Model{
		Round: t.Round, Turn: t.Serial, Step: t.Edits, Combatants: rows, update: true,
		Unseen:    current != nil && !current.Sight.seen(),
		canGoBack: t.Round > 1 || t.lastActed() > 1, canUndo: len(t.Undo) > 0,
	}
}

// secret is the fight as it shows to the asker alone. It takes the place of another secret one, never of what all see.
func (t *Tracker) secret(req backend.Request, by asker) Model {
	model := t.model(t.rows(func(c Combatant) bool { return t.reads(by, c) }))
	current := t.find(t.Turn)
	model.Unseen = current != nil && !t.sees(by, *current)
	model.Secret, model.update = true, req.SubjectPrivate
	return model
}

// tell adds those events that may be told.
func (m *Model) tell(events []Event, may func(Event) bool) {
	for _, event := range events {
		if may(event) {
			m.News = append(m.News, event)
		}
	}
}

// began is the turn that has just begun, nil where nobody has one.
func (t *Tracker) began() *Began {
	c := t.find(t.Turn)
	switch {
	case c == nil:
		return nil
	case c.Sight.seen():
		return &Began{User: c.Owner, Name: c.Name}
	default:
		return &Began{User: c.Owner}
	}
}

// settings is how the tracker behaves.
type settings struct {
	Open       bool   `json:"open"`
	SkipDowned bool   `json:"skip_downed"`
	GameMaster uint64 `json:"game_master,string"`
}

func (t *Tracker) settings() settings {
	return settings{Open: t.Open, SkipDowned: !t.KeepDowned, GameMaster: t.Starter}
}

// askReset asks before a fight is thrown away.
type askReset struct {
	Combatants int    `json:"combatants"`
	Step       uint64 `json:"step"`
}

// wasReset ends the question, and shows the empty tracker to all.
type wasReset struct {
	Fight backend.Model `json:"fight"`
}

// kept ends the question, and nothing else.
type kept struct{}

// joinForm asks for a name, which may be proposed, and a roll.
type joinForm struct{ name string }
