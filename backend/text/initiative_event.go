package text

// What happened in a fight, by kind.
const (
	InitEventRound     ID = "init.event.round"
	InitEventJoined    ID = "init.event.joined"
	InitEventRerolled  ID = "init.event.rerolled"
	InitEventLeft      ID = "init.event.left"
	InitEventMoved     ID = "init.event.moved"
	InitEventSkipped   ID = "init.event.skipped"
	InitEventDelayed   ID = "init.event.delayed"
	InitEventEntered   ID = "init.event.entered"
	InitEventReady     ID = "init.event.ready"
	InitEventActed     ID = "init.event.acted"
	InitEventHP        ID = "init.event.hp"
	InitEventDamaged   ID = "init.event.damaged"
	InitEventHealed    ID = "init.event.healed"
	InitEventDown      ID = "init.event.down"
	InitEventUp        ID = "init.event.up"
	InitEventCondition ID = "init.event.condition"
	InitEventEnded     ID = "init.event.ended"
	InitEventReset     ID = "init.event.reset"
	InitEventUndone    ID = "init.event.undone"
	InitEventUnmerged  ID = "init.event.unmerged"
)

func initiativeEvents() area {
	return area{
		InitEventRound:    {en: "Round %d begins.", de: "Runde %d beginnt.", fr: "Le round %d commence."},
		InitEventJoined:   {en: "%[1]s joins at %[2]d.", de: "%[1]s ist mit %[2]d dabei.", fr: "%[1]s rejoint le combat à %[2]d."},
		InitEventRerolled: {en: "%[1]s rolls again: %[2]d.", de: "%[1]s würfelt neu: %[2]d.", fr: "%[1]s relance : %[2]d."},
		InitEventLeft:     {en: "%s leaves.", de: "%s verlässt den Kampf.", fr: "%s quitte le combat."},
		InitEventMoved:    {en: "%[1]s now acts at %[2]d.", de: "%[1]s handelt jetzt bei %[2]d.", fr: "%[1]s agit maintenant à %[2]d."},
		InitEventSkipped:  {en: "%s is down and skipped.", de: "%s liegt am Boden und wird übersprungen.", fr: "%s est à terre et passe son tour."},
		InitEventDelayed:  {en: "%s delays.", de: "%s wartet.", fr: "%s attend."},
		InitEventEntered:  {en: "%s is back in the order.", de: "%s ist wieder in der Reihe.", fr: "%s reprend sa place."},
		InitEventReady:    {en: "%s is ready.", de: "%s hält sich bereit.", fr: "%s se tient prêt."},
		InitEventActed:    {en: "%s acts as readied.", de: "%s führt die bereitgehaltene Handlung aus.", fr: "%s exécute l'action préparée."},
		InitEventHP: {
			en: "%[1]s has %[2]d hit point. || %[1]s has %[2]d hit points.",
			de: "%[1]s hat %[2]d Trefferpunkt. || %[1]s hat %[2]d Trefferpunkte.",
			fr: "%[1]s a %[2]d point de vie. || %[1]s a %[2]d points de vie.",
		},
		InitEventDamaged:   {en: "%[1]s takes %[2]d.", de: "%[1]s verliert %[2]d.", fr: "%[1]s perd %[2]d."},
		InitEventHealed:    {en: "%[1]s regains %[2]d.", de: "%[1]s erhält %[2]d zurück.", fr: "%[1]s récupère %[2]d."},
		InitEventDown:      {en: "%s is down.", de: "%s liegt am Boden.", fr: "%s est à terre."},
		InitEventUp:        {en: "%s is up again.", de: "%s ist wieder auf den Beinen.", fr: "%s se relève."},
		InitEventCondition: {en: "%[1]s: %[2]s.", de: "%[1]s: %[2]s.", fr: "%[1]s : %[2]s."},
		InitEventEnded:     {en: "%[1]s: %[2]s has ended.", de: "%[1]s: %[2]s ist vorbei.", fr: "%[1]s : fin de l'état %[2]s."},
		InitEventReset:     {en: "The fight is over.", de: "Der Kampf ist vorbei.", fr: "Le combat est fini."},
		InitEventUnmerged:  {en: "The older of two copies of this fight is back.", de: "Die ältere von zwei Fassungen dieses Kampfs ist wieder da.", fr: "La plus ancienne des deux versions de ce combat est rétablie."},
		InitEventUndone:    {en: "Undone: %s.", de: "Zurückgenommen: %s.", fr: "Annulé : %s."},
	}
}
