package text

// What /odds says. The reasons why something has no odds are by their code in package odds.
const (
	OddsSummary          ID = "odds.summary"
	OddsDetails          ID = "odds.details"
	OddsOptionExpression ID = "odds.option.expression"
	OddsTitle            ID = "odds.title"
	OddsSuccess          ID = "odds.success"
	OddsOf               ID = "odds.of"
	OddsEach             ID = "odds.each"
	OddsMean             ID = "odds.mean"
	OddsDeviation        ID = "odds.deviation"
	OddsRange            ID = "odds.range"
	OddsEndless          ID = "odds.endless"
	OddsQuartiles        ID = "odds.quartiles"
	OddsAtLeast          ID = "odds.at_least"
	OddsRarer            ID = "odds.rarer"
	OddsRoll             ID = "odds.roll"
	OddsPicture          ID = "odds.picture"
	OddsPicturePassing   ID = "odds.picture_passing"
	OddsTryLess          ID = "odds.try_less"
)

func odds() area {
	return area{
		OddsSummary: {en: "The exact odds of a roll", de: "Die genauen Chancen eines Wurfs", fr: "Les chances exactes d'un jet"},
		OddsDetails: {
			en: "Every total with its exact chance, worked out and not tried out: mean, spread, and how likely it is to reach a number. For a test, the chance to pass.",
			de: "Jede Summe mit ihrer genauen Chance, berechnet und nicht ausprobiert: Mittel, Streuung, und wie wahrscheinlich eine Zahl erreicht wird. Bei einer Probe die Chance, sie zu bestehen.",
			fr: "Chaque total avec sa chance exacte, calculée et non estimée : moyenne, écart, et la chance d'atteindre un nombre. Pour un test, la chance de réussir.",
		},
		OddsOptionExpression: {en: "What would be rolled, such as 4d6k3 or 1d20+5>15", de: "Was gewürfelt würde, etwa 4d6k3 oder 1d20+5>15", fr: "Ce qui serait lancé, par exemple 4d6k3 ou 1d20+5>15"},
		OddsTitle:            {en: "Odds", de: "Chancen", fr: "Chances"},
		OddsSuccess:          {en: "Success: %s", de: "Erfolg: %s", fr: "Réussite : %s"},
		OddsOf:               {en: "Of %s:", de: "Von %s:", fr: "De %s :"},
		OddsEach:             {en: "These are the odds of each of the %d rolls.", de: "Das sind die Chancen jedes der %d Würfe.", fr: "Ce sont les chances de chacun des %d jets."},
		OddsMean:             {en: "Mean", de: "Mittel", fr: "Moyenne"},
		OddsDeviation:        {en: "Standard deviation", de: "Standardabweichung", fr: "Écart type"},
		OddsRange:            {en: "From, to", de: "Von, bis", fr: "De, à"},
		OddsEndless:          {en: "without end", de: "ohne Ende", fr: "sans fin"},
		OddsQuartiles:        {en: "Quartiles", de: "Quartile", fr: "Quartiles"},
		OddsAtLeast:          {en: "At least", de: "Mindestens", fr: "Au moins"},
		OddsRarer:            {en: "What is not drawn has a chance of %s.", de: "Was nicht gezeichnet ist, hat eine Chance von %s.", fr: "Ce qui n'est pas dessiné a une chance de %s."},
		OddsRoll:             {en: "Roll", de: "Würfeln", fr: "Lancer"},
		OddsPicture: {
			en: "Bar chart of the totals of %[1]s, from %[2]d to %[3]d; the likeliest is %[4]d, the mean %[5]s.",
			de: "Balkendiagramm der Summen von %[1]s, von %[2]d bis %[3]d; am wahrscheinlichsten ist %[4]d, das Mittel %[5]s.",
			fr: "Histogramme des totaux de %[1]s, de %[2]d à %[3]d ; le plus probable est %[4]d, la moyenne %[5]s.",
		},
		OddsPicturePassing: {en: "The part that succeeds, %s, is green.", de: "Der Teil, der gelingt, %s, ist grün.", fr: "La part qui réussit, %s, est verte."},
		OddsTryLess:        {en: "take fewer dice, or fewer sides", de: "nimm weniger Würfel oder weniger Seiten", fr: "prenez moins de dés, ou moins de faces"},
		"odds.too_much":    {en: "The exact odds of this take too much work.", de: "Die genauen Chancen davon zu berechnen, dauert zu lange.", fr: "Les chances exactes de ceci demandent trop de calcul."},
		"odds.fails": {
			en: "This roll fails with a chance of %[1]s (%[2]s): %[3]s.",
			de: "Dieser Wurf scheitert mit einer Chance von %[1]s (%[2]s): %[3]s.",
			fr: "Ce jet échoue avec une chance de %[1]s (%[2]s) : %[3]s.",
		},
		"odds.always_fails":           {en: "This roll always fails: %s.", de: "Dieser Wurf scheitert immer: %s.", fr: "Ce jet échoue toujours : %s."},
		"odds.many_dice":              {en: "This roll can need more than %s dice, so it has no exact odds.", de: "Dieser Wurf kann mehr als %s Würfel brauchen und hat deshalb keine genauen Chancen.", fr: "Ce jet peut demander plus de %s dés, il n'a donc pas de chances exactes."},
		"odds.beyond_range":           {en: "A total of this can leave the range of whole numbers.", de: "Eine Summe davon kann den Bereich der ganzen Zahlen verlassen.", fr: "Un total de ceci peut sortir des nombres entiers permis."},
		"odds.cause.division_by_zero": {en: "a division by zero", de: "eine Teilung durch null", fr: "une division par zéro"},
		"odds.cause.overflow":         {en: "a number leaves the range of 64 bits", de: "eine Zahl verlässt den Bereich von 64 Bit", fr: "un nombre sort des 64 bits"},
		"odds.cause.negative_amount":  {en: "a negative number of dice", de: "eine negative Zahl von Würfeln", fr: "un nombre négatif de dés"},
		"odds.cause.amount_of_dice":   {en: "too many dice", de: "zu viele Würfel", fr: "trop de dés"},
		"odds.cause.number_of_sides":  {en: "a die without sides, or with too many", de: "ein Würfel ohne Seiten oder mit zu vielen", fr: "un dé sans faces, ou qui en a trop"},
		"odds.cause.endless":          {en: "dice are thrown again without end", de: "Würfel werden ohne Ende neu geworfen", fr: "des dés sont relancés sans fin"},
		"odds.cause.few_faces":        {en: "more unique dice than different faces", de: "mehr verschiedene Würfel als Seiten", fr: "plus de dés uniques que de faces"},
	}
}
