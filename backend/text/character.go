package text

// What /character says. Names of characters and values are arguments, shown literally.
const (
	CharacterSummary          ID = "character.summary"
	CharacterDetails          ID = "character.details"
	CharacterAddSummary       ID = "character.add"
	CharacterListSummary      ID = "character.list"
	CharacterSelectSummary    ID = "character.select"
	CharacterEditSummary      ID = "character.edit"
	CharacterSetSummary       ID = "character.set"
	CharacterUnsetSummary     ID = "character.unset"
	CharacterRemoveSummary    ID = "character.remove"
	CharacterOptionID         ID = "character.option.id"
	CharacterOptionName       ID = "character.option.name"
	CharacterOptionInitiative ID = "character.option.initiative"
	CharacterOptionValueName  ID = "character.option.value_name"
	CharacterOptionValue      ID = "character.option.value"
	CharacterOptionHere       ID = "character.option.here"
	CharacterTitle            ID = "character.title"
	CharacterActive           ID = "character.active"
	CharacterAdded            ID = "character.added"
	CharacterMissing          ID = "character.missing"
	CharacterSelected         ID = "character.selected"
	CharacterSelectedHere     ID = "character.selected_here"
	CharacterEdited           ID = "character.edited"
	CharacterValueSet         ID = "character.value_set"
	CharacterValueUnset       ID = "character.value_unset"
	CharacterRemoved          ID = "character.removed"
	CharacterFull             ID = "character.full"
	CharacterNone             ID = "character.none"
	CharacterNoSuch           ID = "character.no_such"
	CharacterTaken            ID = "character.taken"
	CharacterManyValues       ID = "character.many_values"
	CharacterNoValue          ID = "character.no_value"
	CharacterNoName           ID = "character.no_name"
	CharacterValueName        ID = "character.value_name"
	CharacterNothingToEdit    ID = "character.nothing_to_edit"
	CharacterTryAdd           ID = "character.try_add"
	CharacterTryRemove        ID = "character.try_remove"
	CharacterTryList          ID = "character.try_list"
	CharacterTryEdit          ID = "character.try_edit"
	CharacterTryUnset         ID = "character.try_unset"
)

func character() area {
	return area{
		CharacterSummary: {en: "Your characters", de: "Deine Charaktere", fr: "Vos personnages"},
		CharacterDetails: {
			en: "Up to nine characters, each with an initiative roll and named values. The active one joins fights with /init join, and its values stand in any roll: @dex.",
			de: "Bis zu neun Charaktere, jeder mit einem Initiativewurf und benannten Werten. Der aktive tritt mit /init join einem Kampf bei, und seine Werte stehen in jedem Wurf: @dex.",
			fr: "Jusqu'à neuf personnages, chacun avec un jet d'initiative et des valeurs nommées. L'actif rejoint un combat par /init join, et ses valeurs servent dans tout jet : @dex.",
		},
		CharacterAddSummary:    {en: "Add a character", de: "Einen Charakter anlegen", fr: "Ajouter un personnage"},
		CharacterListSummary:   {en: "List your characters", de: "Deine Charaktere zeigen", fr: "Montrer vos personnages"},
		CharacterSelectSummary: {en: "Choose the active character", de: "Den aktiven Charakter wählen", fr: "Choisir le personnage actif"},
		CharacterEditSummary:   {en: "Change a name or an initiative roll", de: "Namen oder Initiativewurf ändern", fr: "Changer un nom ou un jet d'initiative"},
		CharacterSetSummary:    {en: "Give a character a value, used as @name", de: "Einem Charakter einen Wert geben, als @name", fr: "Donner une valeur, utilisée comme @nom"},
		CharacterUnsetSummary:  {en: "Take a value away", de: "Einen Wert wegnehmen", fr: "Retirer une valeur"},
		CharacterRemoveSummary: {en: "Remove a character", de: "Einen Charakter entfernen", fr: "Retirer un personnage"},
		CharacterOptionID:      {en: "The character's number", de: "Die Nummer des Charakters", fr: "Le numéro du personnage"},
		CharacterOptionName:    {en: "The character's name", de: "Der Name des Charakters", fr: "Le nom du personnage"},
		CharacterOptionInitiative: {
			en: "The initiative roll, such as 1d20+3", de: "Der Initiativewurf, etwa 1d20+3", fr: "Le jet d'initiative, par exemple 1d20+3",
		},
		CharacterOptionValueName: {en: "The value's name, such as dex", de: "Der Name des Werts, etwa dex", fr: "Le nom de la valeur, par exemple dex"},
		CharacterOptionValue:     {en: "A whole number", de: "Eine ganze Zahl", fr: "Un nombre entier"},
		CharacterOptionHere:      {en: "Only in this server", de: "Nur auf diesem Server", fr: "Seulement sur ce serveur"},
		CharacterTitle:           {en: "Your characters", de: "Deine Charaktere", fr: "Vos personnages"},
		CharacterActive:          {en: "active", de: "aktiv", fr: "actif"},
		CharacterAdded:           {en: "%[1]s is number %[2]d.", de: "%[1]s hat die Nummer %[2]d.", fr: "%[1]s a le numéro %[2]d."},
		CharacterMissing:         {en: "Its initiative roll needs a value for %s.", de: "Der Initiativewurf braucht einen Wert für %s.", fr: "Son jet d'initiative demande une valeur pour %s."},
		CharacterSelected:        {en: "%s is active.", de: "%s ist aktiv.", fr: "%s est actif."},
		CharacterSelectedHere:    {en: "%s is active in this server.", de: "%s ist auf diesem Server aktiv.", fr: "%s est actif sur ce serveur."},
		CharacterEdited:          {en: "%s is changed.", de: "%s ist geändert.", fr: "%s est modifié."},
		CharacterValueSet:        {en: "%[1]s: @%[2]s is now %[3]d.", de: "%[1]s: @%[2]s ist jetzt %[3]d.", fr: "%[1]s : @%[2]s vaut maintenant %[3]d."},
		CharacterValueUnset:      {en: "%[1]s: @%[2]s is gone.", de: "%[1]s: @%[2]s ist weg.", fr: "%[1]s : @%[2]s est retiré."},
		CharacterRemoved:         {en: "%s is removed.", de: "%s ist entfernt.", fr: "%s est retiré."},
		CharacterFull:            {en: "You have %d characters, and that is the most.", de: "Du hast %d Charaktere, mehr gehen nicht.", fr: "Vous avez %d personnages, c'est le maximum."},
		CharacterNone:            {en: "You have no characters yet.", de: "Du hast noch keine Charaktere.", fr: "Vous n'avez pas encore de personnage."},
		CharacterNoSuch:          {en: "You have no character with that number.", de: "Du hast keinen Charakter mit dieser Nummer.", fr: "Vous n'avez aucun personnage de ce numéro."},
		CharacterTaken:           {en: "You have a character of that name already.", de: "Einen Charakter dieses Namens hast du schon.", fr: "Vous avez déjà un personnage de ce nom."},
		CharacterManyValues:      {en: "A character has at most %d values.", de: "Ein Charakter hat höchstens %d Werte.", fr: "Un personnage a au plus %d valeurs."},
		CharacterNoValue:         {en: "The character has no value of that name.", de: "Der Charakter hat keinen Wert dieses Namens.", fr: "Le personnage n'a pas de valeur de ce nom."},
		CharacterNoName:          {en: "A name needs something to see.", de: "Ein Name braucht etwas Sichtbares.", fr: "Un nom doit être visible."},
		CharacterValueName: {
			en: "A value's name starts with a letter from a to z and goes on with letters, digits and _, at most %d characters.",
			de: "Der Name eines Werts beginnt mit einem Buchstaben von a bis z, dann Buchstaben, Ziffern und _, höchstens %d Zeichen.",
			fr: "Le nom d'une valeur commence par une lettre de a à z, puis lettres, chiffres et _, au plus %d caractères.",
		},
		CharacterNothingToEdit: {en: "Say what to change: %s, %s, or both.", de: "Sag, was sich ändern soll: %s, %s oder beides.", fr: "Dites quoi changer : %s, %s ou les deux."},
		CharacterTryAdd:        {en: "/character add makes one", de: "/character add legt einen an", fr: "/character add en crée un"},
		CharacterTryRemove:     {en: "/character remove makes room", de: "/character remove schafft Platz", fr: "/character remove fait de la place"},
		CharacterTryList:       {en: "/character list shows them", de: "/character list zeigt sie", fr: "/character list les montre"},
		CharacterTryEdit:       {en: "/character edit changes it", de: "/character edit ändert ihn", fr: "/character edit le modifie"},
		CharacterTryUnset:      {en: "/character unset takes one away", de: "/character unset nimmt einen weg", fr: "/character unset en retire une"},
	}
}
