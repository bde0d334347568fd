package text

// What /roll says. The sentences about what is wrong with an expression are in dice.go.
const (
	RollSummary          ID = "roll.summary"
	RollDetails          ID = "roll.details"
	RollAgain            ID = "roll.again"
	RollOdds             ID = "roll.odds"
	RollThis             ID = "roll.this"
	RollSave             ID = "roll.save"
	RollOptionExpression ID = "roll.option.expression"
	RollOptionSecret     ID = "roll.option.secret"
	RollSuccess          ID = "roll.success"
	RollFailure          ID = "roll.failure"
	RollMargin           ID = "roll.margin"
	RollMissed           ID = "roll.missed"
	RollPassed           ID = "roll.passed"
	RollAgainst          ID = "roll.against"
	RollChance           ID = "roll.chance"
	RollMore             ID = "roll.more"
	RollBy               ID = "roll.by"
	RollCrit             ID = "roll.crit"
	RollFumble           ID = "roll.fumble"
	RollNoRepeat         ID = "roll.no_repeat"
	RollNoSubject        ID = "roll.no_subject"
	RollNothingThere     ID = "roll.nothing_there"
	RollTry              ID = "roll.try"
	RollAverages         ID = "roll.averages"
	RollDoesNotParse     ID = "roll.does_not_parse"
	RollReference        ID = "roll.reference"
	RollKindDice         ID = "roll.kind.dice"
	RollKindModifier     ID = "roll.kind.modifier"
	RollKindOperator     ID = "roll.kind.operator"
	RollKindComparison   ID = "roll.kind.comparison"
	RollKindFunction     ID = "roll.kind.function"
	RollKindWhole        ID = "roll.kind.whole"
)

func roll() area {
	return area{
		RollSummary: {en: "Roll dice", de: "Würfeln", fr: "Lancer des dés"},
		RollDetails: {
			en: "Any expression: dice, sums, what to keep, drop, explode, reroll or count, tests, and what happens then. Every die is shown; those that do not count are struck, those that were added are underlined.",
			de: "Jeder Ausdruck: Würfel, Summen, was behalten, weggelassen, explodiert, neu gewürfelt oder gezählt wird, Proben und was dann geschieht. Jeder Würfel wird gezeigt; was nicht zählt, ist durchgestrichen, was dazukam, unterstrichen.",
			fr: "Toute expression : dés, sommes, ce qu'on garde, retire, fait exploser, relance ou compte, tests et leurs suites. Chaque dé est montré ; ceux qui ne comptent pas sont barrés, ceux qui s'ajoutent soulignés.",
		},
		RollAgain:            {en: "Roll again", de: "Nochmal", fr: "Relancer"},
		RollOdds:             {en: "Odds", de: "Chancen", fr: "Chances"},
		RollThis:             {en: "Roll this", de: "Das würfeln", fr: "Lancer ceci"},
		RollSave:             {en: "Save", de: "Speichern", fr: "Enregistrer"},
		RollOptionExpression: {en: "What to roll, such as 4d6k3 or 1d20+5>15", de: "Was gewürfelt wird, etwa 4d6k3 oder 1d20+5>15", fr: "Quoi lancer, par exemple 4d6k3 ou 1d20+5>15"},
		RollOptionSecret:     {en: "Only you see the result", de: "Nur du siehst das Ergebnis", fr: "Vous seul voyez le résultat"},
		RollSuccess:          {en: "Success", de: "Erfolg", fr: "Réussite"},
		RollFailure:          {en: "Failure", de: "Fehlschlag", fr: "Échec"},
		RollMargin:           {en: "by %d", de: "um %d", fr: "de %d"},
		RollMissed:           {en: "missed by %d", de: "um %d verfehlt", fr: "manqué de %d"},
		RollPassed:           {en: "%d of %d succeed", de: "%d von %d gelingen", fr: "%d réussites sur %d"},
		RollAgainst:          {en: "against %d", de: "gegen %d", fr: "contre %d"},
		RollChance:           {en: "The chance was %s.", de: "Die Chance war %s.", fr: "La chance était de %s."},
		RollMore:             {en: "and %d more", de: "und %d weitere", fr: "et %d de plus"},
		RollBy:               {en: "rolled by ", de: "gewürfelt von ", fr: "lancé par "},
		RollCrit:             {en: "natural 20", de: "natürliche 20", fr: "20 naturel"},
		RollFumble:           {en: "natural 1", de: "natürliche 1", fr: "1 naturel"},
		RollNoRepeat:         {en: "Here one roll is needed, not several.", de: "Hier wird ein Wurf gebraucht, nicht mehrere.", fr: "Ici, il faut un seul jet."},
		RollNoSubject:        {en: "That message no longer says what was rolled.", de: "Diese Nachricht sagt nicht mehr, was gewürfelt wurde.", fr: "Ce message ne dit plus ce qui a été lancé."},
		RollNothingThere:     {en: "There is nothing to roll in that message.", de: "In dieser Nachricht ist nichts zu würfeln.", fr: "Il n'y a rien à lancer dans ce message."},
		RollTry:              {en: "try %s", de: "versuch %s", fr: "essayez %s"},
		RollAverages:         {en: "%[1]s  averages %[2]s", de: "%[1]s  ergibt im Schnitt %[2]s", fr: "%[1]s  donne %[2]s en moyenne"},
		RollDoesNotParse:     {en: "%[1]s  %[2]s", de: "%[1]s  %[2]s", fr: "%[1]s  %[2]s"},
		RollReference:        {en: "The whole notation", de: "Die ganze Notation", fr: "Toute la notation"},
		RollKindDice:         {en: "Dice", de: "Würfel", fr: "Dés"},
		RollKindModifier:     {en: "Behind the dice", de: "Hinter den Würfeln", fr: "Après les dés"},
		RollKindOperator:     {en: "Arithmetic", de: "Rechnen", fr: "Calcul"},
		RollKindComparison:   {en: "Tests", de: "Proben", fr: "Tests"},
		RollKindFunction:     {en: "Functions", de: "Funktionen", fr: "Fonctions"},
		RollKindWhole:        {en: "The whole roll", de: "Der ganze Wurf", fr: "Le jet entier"},
	}
}
