package initiative

import (
	"context"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/store"
)

// Roller rolls what people type. Its errors for what can't be rolled are Faults.
type Roller interface {
	// Total is an expression's total, and the constant that is added to its dice: 3 for 1d20+3. Named values are those of the character
	// of, or, where it is nil, of the active one.
	Total(ctx context.Context, req backend.Request, expression string, of *backend.Sheet) (total, modifier int64, err error)
}

// Roster knows people's characters.
type Roster interface {
	// Active is the name and the initiative expression of the character that is active for a user in a server; found is false where
	// there is none.
	Active(ctx context.Context, user, guild uint64) (name, initiative string, found bool, err error)
	// Named is a user's character of that name, nil where there is none.
	Named(ctx context.Context, user uint64, name string) (*backend.Sheet, error)
	// Names are those of a user's characters, the one that is active in a server first.
	Names(ctx context.Context, user, guild uint64) ([]string, error)
}

// Deps is what the command works with. Catalog may be nil: then no conditions are offered while one types.
type Deps struct {
	Documents store.Documents
	Roller    Roller
	Roster    Roster
	Catalog   *text.Catalog
}

type command struct{ Deps }

// New declares /init.
func New(deps Deps) backend.Command {
	c := &command{deps}
	return backend.Command{
		Name: "init", Summary: text.InitSummary, Details: text.InitDetails, Legacy: legacy,
		Example: "init join character:Goblin roll:1d20+2 count:3",
		Verbs:   append(c.turnVerbs(), c.combatantVerbs()...),
	}
}

// turnVerbs are those about the fight as a whole.
func (c *command) turnVerbs() []backend.Verb {
	return []backend.Verb{
		{Path: "init/join", Summary: text.InitJoinSummary, Parse: c.parseJoin, Options: []backend.Option{
			{Name: "character", Summary: text.InitOptionName, Max: maxName, Complete: c.completeJoin},
			{Name: "roll", Summary: text.InitOptionRoll, Max: maxExpression},
			{Name: "count", Summary: text.InitOptionCount, Kind: backend.Integer, Min: 1, Max: maxCount},
			{Name: "hp", Summary: text.InitOptionHP, Max: maxExpression},
			{Name: "ac", Summary: text.InitOptionAC, Kind: backend.Integer, Min: 1, Max: maxArmor},
			{Name: "hidden", Summary: text.InitOptionHidden, Choices: sights()[1:]},
		}},
		{Path: "init/get", Summary: text.InitGetSummary, Parse: c.parseGet},
		{Path: "init/next", Summary: text.InitNextSummary, Parse: c.parseNext, Options: drawnFor("turn")},
		{Path: "init/prev", Summary: text.InitPrevSummary, Parse: c.parsePrev, Options: drawnFor("turn")},
		{Path: "init/undo", Summary: text.InitUndoSummary, Parse: c.parseUndo, Options: drawnFor("step")},
		{Path: "init/reset", Summary: text.InitResetSummary, Parse: c.parseReset},
		{Path: "init/confirm", Summary: text.InitButtonReset, Hidden: true, Parse: c.parseConfirm, Options: drawnFor("step")},
		{Path: "init/keep", Summary: text.InitButtonKeep, Hidden: true, Storeless: true, Parse: parseKeep, Private: always},
		{Path: "init/gm", Summary: text.InitGMSummary, Parse: c.parseGM, Private: always},
		{Path: "init/settings", Summary: text.InitSettingsSummary, Parse: c.parseSettings, Options: []backend.Option{
			{Name: "open", Summary: text.InitOptionOpen, Kind: backend.Boolean},
			{Name: "skip_downed", Summary: text.InitOptionSkip, Kind: backend.Boolean},
			{Name: "game_master", Summary: text.InitOptionGameMaster, Kind: backend.User},
		}},
	}
}

// combatantVerbs are those about one combatant.
func (c *command) combatantVerbs() []backend.Verb {
	own := backend.Option{Name: "character", Summary: text.InitOptionCharacter, Max: maxName, Complete: c.completeOwn}
	named := own
	named.Required, named.Summary = true, text.InitOptionWhich
	beside := func(name string, summary text.ID) backend.Option {
		return backend.Option{Name: name, Summary: summary, Max: maxName, Complete: c.completeSeen}
	}
	return []backend.Verb{
		{Path: "init/leave", Summary: text.InitLeaveSummary, Parse: c.parseLeave, Options: []backend.Option{own}},
		{Path: "init/remove", Summary: text.InitRemoveSummary, Parse: c.parseLeave, Options: []backend.Option{named}},
		{Path: "init/move", Summary: text.InitMoveSummary, Parse: c.parseMove, Options: []backend.Option{
			named, beside("before", text.InitOptionBefore), beside("after", text.InitOptionAfter),
		}},
		{Path: "init/delay", Summary: text.InitDelaySummary, Parse: c.parseDelay, Options: []backend.Option{own}},
		{Path: "init/enter", Summary: text.InitEnterSummary, Parse: c.parseEnter, Options: []backend.Option{own}},
		{Path: "init/ready", Summary: text.InitReadySummary, Parse: c.parseReady, Options: []backend.Option{
			own, {Name: "trigger", Summary: text.InitOptionTrigger, Max: maxNote},
		}},
		{Path: "init/hp", Summary: text.InitHPSummary, Parse: c.parseHP, Options: []backend.Option{
			own,
			{Name: "change", Summary: text.InitOptionChange, Max: maxExpression},
			{Name: "max", Summary: text.InitOptionMax, Kind: backend.Integer, Min: 1, Max: maxHealth},
			{Name: "temp", Summary: text.InitOptionTemp, Kind: backend.Integer, Min: 0, Max: maxHealth},
		}},
		{Path: "init/ac", Summary: text.InitACSummary, Parse: c.parseAC, Options: []backend.Option{
			own, {Name: "value", Summary: text.InitOptionArmor, Kind: backend.Integer, Min: 1, Max: maxArmor},
		}},
		{Path: "init/condition", Summary: text.InitConditionSummary, Parse: c.parseCondition, Options: []backend.Option{
			{Name: "name", Summary: text.InitOptionCondition, Required: true, Min: 1, Max: maxCondition, Complete: c.completeCondition},
			own,
			{Name: "rounds", Summary: text.InitOptionRounds, Kind: backend.Integer, Min: 1, Max: maxRounds},
			{Name: "at", Summary: text.InitOptionAt, Choices: moments()},
			{Name: "turn_of", Summary: text.InitOptionTurnOf, Max: maxName, Complete: c.completeSeen},
			{Name: "remove", Summary: text.InitOptionRemove, Kind: backend.Boolean},
		}},
		{Path: "init/note", Summary: text.InitNoteSummary, Parse: c.parseNote, Options: []backend.Option{
			own, {Name: "text", Summary: text.InitOptionNote, Max: maxNote},
		}},
		{Path: "init/hide", Summary: text.InitHideSummary, Parse: c.parseHide, Options: []backend.Option{
			own, {Name: "how", Summary: text.InitOptionHow, Choices: sights()},
		}},
	}
}

// drawnFor is the option that a button carries: what it was drawn for.
func drawnFor(name string) []backend.Option {
	return []backend.Option{{Name: name, Summary: text.InitOptionTurn, Kind: backend.Integer, Hidden: true}}
}

func sights() []backend.Choice {
	return []backend.Choice{
		{Label: text.InitHideShown, Value: "shown"},
		{Label: text.InitHideWords, Value: string(Words)},
		{Label: text.InitHideBare, Value: string(Bare)},
		{Label: text.InitHideUnseen, Value: string(Unseen)},
	}
}

func moments() []backend.Choice {
	return []backend.Choice{{Label: text.InitAtStart, Value: string(AtStart)}, {Label: text.InitAtEnd, Value: string(AtEnd)}}
}

func always(backend.Request) bool { return true }

// legacy reads the buttons of the bot before this one, which carried no turn.
func legacy(customID string) (string, backend.Options, bool) {
	switch customID {
	case "init_next":
		return "init/next", backend.Options{}, true
	case "init_join":
		return "init/join", backend.Options{}, true
	default:
		return "", nil, false
	}
}
