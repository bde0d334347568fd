package initiative

import (
	"errors"

	"feyre/backend"
	"feyre/backend/text"
)

// fault puts what a tracker refuses in words. Other errors stay as they are.
func fault(err error) error {
	for _, known := range []struct {
		err   error
		fault *backend.Fault
	}{
		{errFull, backend.NewFault(backend.Limited, text.InitFull, maxCombatants).WithTry(text.InitTryRemove)},
		{errEmpty, backend.NewFault(backend.NotFound, text.InitEmpty).WithTry(text.InitTryJoin)},
		{errNobody, backend.NewFault(backend.Invalid, text.InitNobody).WithTry(text.InitTryEnter)},
		{errStart, backend.NewFault(backend.Invalid, text.InitStart).WithTry(text.InitTryNext)},
		{errNoSuch, backend.NewFault(backend.NotFound, text.InitNoneOwn).WithTry(text.InitTryGet)},
		{errDelaying, backend.NewFault(backend.Invalid, text.InitIsDelaying).WithTry(text.InitTryEnter)},
		{errReady, backend.NewFault(backend.Invalid, text.InitIsReady).WithTry(text.InitTryEnter)},
		{errPresent, backend.NewFault(backend.Invalid, text.InitIsPresent)},
		{errItself, backend.NewFault(backend.Invalid, text.InitItself)},
		{errNoHealth, backend.NewFault(backend.Invalid, text.InitNoHealth).WithTry(text.InitTryHP)},
		{errConditions, backend.NewFault(backend.Limited, text.InitManyStates, maxConditions)},
		{errCondition, backend.NewFault(backend.NotFound, text.InitNoCondition)},
		{errNoUndo, backend.NewFault(backend.NotFound, text.InitNoUndo)},
	} {
		if errors.Is(err, known.err) {
			return known.fault
		}
	}
	return err
}
