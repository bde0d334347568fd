package text

// What /save says. Names come with their @.
const (
	SaveSummary          ID = "save.summary"
	SaveDetails          ID = "save.details"
	SaveAddSummary       ID = "save.add"
	SaveListSummary      ID = "save.list"
	SaveRemoveSummary    ID = "save.remove"
	SaveOptionName       ID = "save.option.name"
	SaveOptionExpression ID = "save.option.expression"
	SaveTitle            ID = "save.title"
	SaveAdded            ID = "save.added"
	SaveReplaced         ID = "save.replaced"
	SaveRemoved          ID = "save.removed"
	SaveNone             ID = "save.none"
	SaveName             ID = "save.name"
	SaveFull             ID = "save.full"
	SaveNoSuch           ID = "save.no_such"
	SaveTooLong          ID = "save.too_long"
	SaveTryRemove        ID = "save.try_remove"
	SaveTryList          ID = "save.try_list"
)

func save() area {
	return area{
		SaveSummary: {en: "Rolls that you keep under a name", de: "Würfe, die du unter einem Namen speicherst", fr: "Des jets enregistrés sous un nom"},
		SaveDetails: {
			en: "A saved roll stands as @name in any expression. It may use values of your active character, such as @dex, and arguments: with 1d20+@1 saved as attack, @attack(5) is 1d20+5.",
			de: "Ein gespeicherter Wurf steht als @name in jedem Ausdruck. Er darf Werte des aktiven Charakters nutzen, etwa @dex, und Argumente: ist 1d20+@1 als attack gespeichert, ist @attack(5) 1d20+5.",
			fr: "Un jet enregistré s'écrit @nom dans toute expression. Il peut utiliser les valeurs du personnage actif, comme @dex, et des arguments : si 1d20+@1 est enregistré sous attack, @attack(5) est 1d20+5.",
		},
		SaveAddSummary:       {en: "Save a roll", de: "Einen Wurf speichern", fr: "Enregistrer un jet"},
		SaveListSummary:      {en: "List your saved rolls", de: "Deine gespeicherten Würfe zeigen", fr: "Montrer vos jets enregistrés"},
		SaveRemoveSummary:    {en: "Remove a saved roll", de: "Einen gespeicherten Wurf entfernen", fr: "Retirer un jet enregistré"},
		SaveOptionName:       {en: "The name, used as @name", de: "Der Name, benutzt als @name", fr: "Le nom, utilisé comme @nom"},
		SaveOptionExpression: {en: "What to roll, such as 1d20+@dex", de: "Was gewürfelt wird, etwa 1d20+@dex", fr: "Quoi lancer, par exemple 1d20+@dex"},
		SaveTitle:            {en: "Your saved rolls", de: "Deine gespeicherten Würfe", fr: "Vos jets enregistrés"},
		SaveAdded:            {en: "%s is saved.", de: "%s ist gespeichert.", fr: "%s est enregistré."},
		SaveReplaced:         {en: "%s is saved; it replaces what was there.", de: "%s ist gespeichert und ersetzt, was da war.", fr: "%s est enregistré et remplace l'ancien."},
		SaveRemoved:          {en: "%s is removed.", de: "%s ist entfernt.", fr: "%s est retiré."},
		SaveNone:             {en: "Nothing is saved yet. /save add keeps a roll.", de: "Noch ist nichts gespeichert. /save add speichert einen Wurf.", fr: "Rien n'est encore enregistré. /save add enregistre un jet."},
		SaveName: {
			en: "A name starts with a letter from a to z and goes on with letters, digits and _, at most %d characters.",
			de: "Ein Name beginnt mit einem Buchstaben von a bis z, dann Buchstaben, Ziffern und _, höchstens %d Zeichen.",
			fr: "Un nom commence par une lettre de a à z, puis lettres, chiffres et _, au plus %d caractères.",
		},
		SaveFull:      {en: "You have saved %d rolls, and that is the most.", de: "Du hast %d Würfe gespeichert, mehr gehen nicht.", fr: "Vous avez enregistré %d jets, c'est le maximum."},
		SaveNoSuch:    {en: "Nothing is saved as %s.", de: "Als %s ist nichts gespeichert.", fr: "Rien n'est enregistré sous %s."},
		SaveTooLong:   {en: "Only rolls of up to %d characters can be saved.", de: "Nur Würfe bis %d Zeichen lassen sich speichern.", fr: "Seuls les jets de %d caractères au plus peuvent être enregistrés."},
		SaveTryRemove: {en: "/save remove makes room", de: "/save remove schafft Platz", fr: "/save remove fait de la place"},
		SaveTryList:   {en: "/save list shows what there is", de: "/save list zeigt, was da ist", fr: "/save list montre ce qu'il y a"},
	}
}
