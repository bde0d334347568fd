package text

// What can't be done in a fight.
const (
	InitFull          ID = "init.full"
	InitNoRoom        ID = "init.no_room"
	InitNobody        ID = "init.nobody"
	InitStart         ID = "init.start"
	InitNoSuch        ID = "init.no_such"
	InitSeveral       ID = "init.several"
	InitWhich         ID = "init.which"
	InitNoneOwn       ID = "init.none_own"
	InitIsDelaying    ID = "init.is_delaying"
	InitIsReady       ID = "init.is_ready"
	InitIsPresent     ID = "init.is_present"
	InitItself        ID = "init.itself"
	InitNoHealth      ID = "init.no_health"
	InitManyStates    ID = "init.many_conditions"
	InitNoCondition   ID = "init.no_condition"
	InitNoUndo        ID = "init.no_undo"
	InitMovedOn       ID = "init.moved_on"
	InitMovedOnUnseen ID = "init.moved_on_unseen"
	InitChanged       ID = "init.changed"
	InitNotYours      ID = "init.not_yours"
	InitNotMaster     ID = "init.not_master"
	InitTaken         ID = "init.taken"
	InitNoActive      ID = "init.no_active"
	InitNoRoll        ID = "init.no_roll"
	InitScore         ID = "init.score"
	InitNoName        ID = "init.no_name"
	InitMoveWhere     ID = "init.move_where"
	InitMoveTie       ID = "init.move_tie"
	InitHPNothing     ID = "init.hp_nothing"

	InitTryNext     ID = "init.try_next"
	InitTryHP       ID = "init.try_hp"
	InitTryGet      ID = "init.try_get"
	InitTryName     ID = "init.try_name"
	InitTryRoll     ID = "init.try_roll"
	InitTryRemove   ID = "init.try_remove"
	InitTryAdd      ID = "init.try_add"
	InitTrySettings ID = "init.try_settings"
	InitTryEnter    ID = "init.try_enter"
)

func initiativeFaults() area {
	return area{
		InitFull:          {en: "A fight has at most %d combatants.", de: "Ein Kampf hat höchstens %d Kämpfer.", fr: "Un combat a au plus %d combattants."},
		InitNoRoom:        {en: "There is no room for more in this fight.", de: "In diesem Kampf ist kein Platz für weitere.", fr: "Il n'y a plus de place dans ce combat."},
		InitNobody:        {en: "Nobody can act: all are down or delay.", de: "Niemand kann handeln: alle liegen am Boden oder warten.", fr: "Personne ne peut agir : tous sont à terre ou attendent."},
		InitStart:         {en: "There is no turn before this one.", de: "Vor diesem Zug gibt es keinen.", fr: "Il n'y a pas de tour avant celui-ci."},
		InitNoSuch:        {en: "Nobody here is called %s.", de: "Niemand heißt hier %s.", fr: "Personne ici ne s'appelle %s."},
		InitSeveral:       {en: "Several names begin with %s.", de: "Mehrere Namen beginnen mit %s.", fr: "Plusieurs noms commencent par %s."},
		InitWhich:         {en: "You have several here: say which one.", de: "Du hast hier mehrere Kämpfer: sag, welchen du meinst.", fr: "Vous avez ici plusieurs combattants : précisez lequel."},
		InitNoneOwn:       {en: "You have nobody in this fight.", de: "Du hast niemanden in diesem Kampf.", fr: "Vous n'avez personne dans ce combat."},
		InitIsDelaying:    {en: "That one is delaying.", de: "Dieser Kämpfer wartet schon.", fr: "Ce combattant attend déjà."},
		InitIsReady:       {en: "That one is ready for it already.", de: "Dieser Kämpfer hält sich schon dafür bereit.", fr: "Ce combattant s'y tient déjà prêt."},
		InitIsPresent:     {en: "That one neither delays nor is ready.", de: "Dieser Kämpfer wartet nicht und hält sich nicht bereit.", fr: "Ce combattant n'attend pas et n'a rien préparé."},
		InitItself:        {en: "Nobody stands beside themselves.", de: "Niemand steht neben sich selbst.", fr: "Nul ne peut être placé à côté de soi-même."},
		InitNoHealth:      {en: "No hit points are known yet.", de: "Es sind noch keine Trefferpunkte bekannt.", fr: "Les points de vie ne sont pas encore connus."},
		InitManyStates:    {en: "A combatant has at most %d conditions.", de: "Ein Kämpfer hat höchstens %d Zustände.", fr: "Un combattant a au plus %d états."},
		InitNoCondition:   {en: "There is no condition of that name.", de: "Einen Zustand dieses Namens gibt es nicht.", fr: "Il n'y a pas d'état de ce nom."},
		InitNoUndo:        {en: "There is nothing to undo.", de: "Es gibt nichts zurückzunehmen.", fr: "Il n'y a rien à annuler."},
		InitMovedOn:       {en: "That turn is over: it is now the turn of %s.", de: "Dieser Zug ist vorbei: jetzt ist %s am Zug.", fr: "Ce tour est fini : c'est maintenant le tour de %s."},
		InitMovedOnUnseen: {en: "That turn is over.", de: "Dieser Zug ist vorbei.", fr: "Ce tour est fini."},
		InitChanged:       {en: "Something else has happened in this fight since.", de: "In diesem Kampf ist seither etwas anderes geschehen.", fr: "Entre-temps, autre chose s'est passé dans ce combat."},
		InitNotYours: {
			en: "Only its player, who started the fight, or who may manage messages can do that.",
			de: "Das darf nur, wer ihn spielt, den Kampf begonnen hat oder Nachrichten verwalten darf.",
			fr: "Réservé à son joueur, à qui a commencé le combat et à qui peut gérer les messages.",
		},
		InitNotMaster: {
			en: "Only who started the fight or may manage messages can do that.",
			de: "Das darf nur, wer den Kampf begonnen hat oder Nachrichten verwalten darf.",
			fr: "Réservé à qui a commencé le combat ou peut gérer les messages.",
		},
		InitTaken:     {en: "The name %s belongs to somebody else here.", de: "Der Name %s gehört hier jemand anderem.", fr: "Le nom %s appartient ici à quelqu'un d'autre."},
		InitNoActive:  {en: "You have no active character: give a name and a roll.", de: "Du hast keinen aktiven Charakter: gib Namen und Wurf an.", fr: "Vous n'avez pas de personnage actif : donnez un nom et un jet."},
		InitNoRoll:    {en: "What does %s roll?", de: "Was würfelt %s?", fr: "Quel jet pour %s ?"},
		InitScore:     {en: "An initiative is between -%[1]d and %[1]d.", de: "Eine Initiative liegt zwischen -%[1]d und %[1]d.", fr: "Une initiative est entre -%[1]d et %[1]d."},
		InitNoName:    {en: "A name needs something to see.", de: "Ein Name braucht etwas Sichtbares.", fr: "Un nom doit être visible."},
		InitMoveWhere: {en: "Say either before whom or after whom.", de: "Sag entweder, vor wem, oder, nach wem.", fr: "Dites soit avant qui, soit après qui."},
		InitMoveTie:   {en: "Your own you can move among equals only.", de: "Eigene Kämpfer kannst du nur bei Gleichstand verschieben.", fr: "Vous ne pouvez déplacer vos combattants qu'en cas d'égalité."},
		InitHPNothing: {en: "Say what to change: %s, %s or %s.", de: "Sag, was sich ändert: %s, %s oder %s.", fr: "Dites quoi changer : %s, %s ou %s."},

		InitTryNext:     {en: "/init next goes on", de: "/init next geht weiter", fr: "/init next continue"},
		InitTryHP:       {en: "/init hp change:30 sets them", de: "/init hp change:30 setzt sie", fr: "/init hp change:30 les fixe"},
		InitTryGet:      {en: "/init get shows everybody", de: "/init get zeigt alle", fr: "/init get montre tout le monde"},
		InitTryName:     {en: "write the whole name, or pick it from the list", de: "schreib den ganzen Namen oder wähl ihn aus der Liste", fr: "écrivez le nom entier, ou choisissez-le dans la liste"},
		InitTryRoll:     {en: "add roll:1d20+3, or the number rolled", de: "füg roll:1d20+3 hinzu oder die gewürfelte Zahl", fr: "ajoutez roll:1d20+3, ou le nombre obtenu"},
		InitTryRemove:   {en: "/init remove makes room", de: "/init remove schafft Platz", fr: "/init remove fait de la place"},
		InitTryAdd:      {en: "/character add makes a character that joins with one press", de: "/character add legt einen Charakter an, der mit einem Druck beitritt", fr: "/character add crée un personnage qui rejoint d'un clic"},
		InitTrySettings: {en: "/init settings open:True lets everybody", de: "/init settings open:True erlaubt es allen", fr: "/init settings open:True le permet à tous"},
		InitTryEnter:    {en: "/init enter ends it", de: "/init enter beendet es", fr: "/init enter y met fin"},
	}
}
