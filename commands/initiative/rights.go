package initiative

import (
	"feyre/backend"
	"feyre/backend/text"
)

// asker is who wants something of a tracker.
type asker struct {
	user uint64
	// manager says that the asker may manage messages where the tracker is.
	manager bool
}

func askerOf(req backend.Request) asker {
	return asker{user: req.User, manager: req.Permissions.Has(backend.ManageMessages)}
}

// masters says whether by is a game master here: started the tracker, or manages messages. A tracker that nobody started is
// anybody's.
func (t *Tracker) masters(by asker) bool {
	return by.manager || t.Starter == by.user || t.Starter == 0
}

// mayAll says whether by may change what belongs to others.
func (t *Tracker) mayAll(by asker) bool { return t.Open || t.masters(by) }

// mayAct says whether by may act on a combatant.
func (t *Tracker) mayAct(by asker, c Combatant) bool { return t.mayAll(by) || c.Owner == by.user }

// sees says whether by knows that a combatant is there.
func (t *Tracker) sees(by asker, c Combatant) bool { return c.Sight.seen() || t.reads(by, c) }

// reads says whether by sees everything about a combatant, whatever is hidden from others. Open doesn't matter here: it is about
// changing, not about secrets.
func (t *Tracker) reads(by asker, c Combatant) bool { return t.masters(by) || c.Owner == by.user }

// hears says whether by may be told of an event.
func (t *Tracker) hears(by asker, e Event) bool {
	return e.public() || t.masters(by) || e.owner == by.user
}

// needAll refuses who may not change what belongs to others.
func (t *Tracker) needAll(by asker) error {
	if !t.mayAll(by) {
		return backend.NewFault(backend.Forbidden, text.InitNotMaster).WithTry(text.InitTrySettings)
	}
	return nil
}

// needTurn refuses who may not end the current turn.
func (t *Tracker) needTurn(by asker) error {
	if c := t.find(t.Turn); c != nil && c.Owner == by.user {
		return nil
	}
	return t.needAll(by)
}

// mine is pick for who wants to act on the combatant.
func (t *Tracker) mine(by asker, typed string) (*Combatant, error) {
	c, err := t.pick(by, typed)
	if err != nil {
		return nil, err
	}
	if !t.mayAct(by, *c) {
		return nil, backend.NewFault(backend.Forbidden, text.InitNotYours).WithTry(text.InitTrySettings)
	}
	return c, nil
}
