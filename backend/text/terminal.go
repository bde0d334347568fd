package text

// What the terminal face itself says. The face knows the ids by their values.
const (
	TerminalGreeting  ID = "terminal.greeting"
	TerminalPrivate   ID = "terminal.private"
	TerminalDeleted   ID = "terminal.deleted"
	TerminalVerbs     ID = "terminal.verbs"
	TerminalTwice     ID = "terminal.twice"
	TerminalNoButton  ID = "terminal.no_button"
	TerminalWhich     ID = "terminal.which"
	TerminalPress     ID = "terminal.press"
	TerminalID        ID = "terminal.id"
	TerminalNoID      ID = "terminal.no_id"
	TerminalNow       ID = "terminal.now"
	TerminalTooLong   ID = "terminal.too_long"
	TerminalCancelled ID = "terminal.cancelled"
	TerminalRequired  ID = "terminal.required"
)

func terminal() area {
	return area{
		TerminalGreeting: {
			en: "Feyre rolls your dice. Type /roll 4d6k3 or /help; Tab completes, Ctrl-D ends.",
			de: "Feyre würfelt für dich. Schreib /roll 4d6k3 oder /help; Tab ergänzt, Strg-D beendet.",
			fr: "Feyre lance vos dés. Écrivez /roll 4d6k3 ou /help ; Tab complète, Ctrl-D termine.",
		},
		TerminalPrivate: {
			en: "(only you see this)",
			de: "(das siehst nur du)",
			fr: "(vous seul voyez ceci)",
		},
		TerminalDeleted: {
			en: "(the message is gone)",
			de: "(die Nachricht ist weg)",
			fr: "(le message a disparu)",
		},
		TerminalVerbs: {
			en: "Say which: %s.",
			de: "Sag, welcher: %s.",
			fr: "Précisez laquelle : %s.",
		},
		TerminalTwice: {
			en: "The option %s is given twice.",
			de: "Die Angabe %s steht zweimal da.",
			fr: "L'option %s est donnée deux fois.",
		},
		TerminalNoButton: {
			en: "There is nothing called %q to press here.",
			de: "Hier gibt es keinen Knopf %q.",
			fr: "Il n'y a ici aucun bouton %q.",
		},
		TerminalWhich: {
			en: "There are several of %s, say which: %s.",
			de: "Davon gibt es mehrere (%s), sag, welcher: %s.",
			fr: "Il y en a plusieurs (%s), précisez lequel : %s.",
		},
		TerminalPress: {
			en: "Say what to press: %s.",
			de: "Sag, was du drücken willst: %s.",
			fr: "Précisez sur quoi appuyer : %s.",
		},
		TerminalID: {
			en: "%q is not an ID; IDs are numbers.",
			de: "%q ist keine ID; IDs sind Zahlen.",
			fr: "%q n'est pas un identifiant ; ce sont des nombres.",
		},
		TerminalNoID: {
			en: "%[1]s needs an ID, as in %[1]s 2.",
			de: "%[1]s braucht eine ID, wie in %[1]s 2.",
			fr: "%[1]s demande un identifiant, comme dans %[1]s 2.",
		},
		TerminalNow: {
			en: "You are user %d in server %d, channel %d.",
			de: "Du bist Benutzer %d auf Server %d, Kanal %d.",
			fr: "Vous êtes l'utilisateur %d sur le serveur %d, salon %d.",
		},
		TerminalTooLong: {
			en: "That line is longer than %d bytes and was skipped.",
			de: "Diese Zeile ist länger als %d Bytes und wurde übergangen.",
			fr: "Cette ligne dépasse %d octets et a été ignorée.",
		},
		TerminalCancelled: {
			en: "Nothing was handed in.",
			de: "Es wurde nichts abgeschickt.",
			fr: "Rien n'a été envoyé.",
		},
		TerminalRequired: {
			en: "%s has to be filled in.",
			de: "%s muss ausgefüllt werden.",
			fr: "%s doit être rempli.",
		},
	}
}
