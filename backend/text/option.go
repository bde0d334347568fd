package text

// What people are told about an option that doesn't fit its declaration. The first argument is the option's name.
const (
	OptionMissing ID = "option.missing"
	OptionUnknown ID = "option.unknown"
	OptionInteger ID = "option.integer"
	OptionBoolean ID = "option.boolean"
	OptionUser    ID = "option.user"
	OptionMin     ID = "option.min"
	OptionMax     ID = "option.max"
	OptionShort   ID = "option.short"
	OptionLong    ID = "option.long"
	OptionChoice  ID = "option.choice"
	OptionEmpty   ID = "option.empty"
	OptionTry     ID = "option.try" // how the command is typed
)

func option() area {
	return area{
		OptionMissing: {
			en: "The option %s is missing.",
			de: "Die Angabe %s fehlt.",
			fr: "L'option %s manque.",
		},
		OptionUnknown: {
			en: "There is no option %s here.",
			de: "Die Angabe %s gibt es hier nicht.",
			fr: "L'option %s n'existe pas ici.",
		},
		OptionInteger: {
			en: "%s has to be a whole number.",
			de: "%s muss eine ganze Zahl sein.",
			fr: "%s doit être un nombre entier.",
		},
		OptionBoolean: {
			en: "%s has to be true or false.",
			de: "%s muss true oder false sein.",
			fr: "%s doit être true ou false.",
		},
		OptionUser: {
			en: "%s has to be a user.",
			de: "%s muss ein Benutzer sein.",
			fr: "%s doit être un utilisateur.",
		},
		OptionMin: {
			en: "%s has to be %d or more.",
			de: "%s muss mindestens %d sein.",
			fr: "%s doit être au moins %d.",
		},
		OptionMax: {
			en: "%s has to be %d or less.",
			de: "%s darf höchstens %d sein.",
			fr: "%s doit être au plus %d.",
		},
		OptionShort: {
			en: "%s has to have at least %d characters.",
			de: "%s muss mindestens %d Zeichen haben.",
			fr: "%s doit avoir au moins %d caractères.",
		},
		OptionLong: {
			en: "%s may have at most %d characters.",
			de: "%s darf höchstens %d Zeichen haben.",
			fr: "%s peut avoir au plus %d caractères.",
		},
		OptionEmpty: {
			en: "%s is empty.",
			de: "%s ist leer.",
			fr: "%s est vide.",
		},
		OptionTry: {
			en: "type %s",
			de: "schreib %s",
			fr: "écrivez %s",
		},
		OptionChoice: {
			en: "%s has to be one of: %s.",
			de: "%s muss eines davon sein: %s.",
			fr: "%s doit être l'un de : %s.",
		},
	}
}
