package text

// What people are told by the Discord face itself.
const (
	BotBusy    ID = "bot.busy"
	BotStale   ID = "bot.stale"
	BotPrivate ID = "bot.private"
)

func bot() area {
	return area{
		BotBusy: {
			en: "Too many people here ask for something at this moment.",
			de: "Hier wollen gerade zu viele gleichzeitig etwas.",
			fr: "Trop de personnes demandent quelque chose ici en ce moment.",
		},
		BotStale: {
			en: "This button or menu no longer does anything.",
			de: "Dieser Knopf oder dieses Menü tut nichts mehr.",
			fr: "Ce bouton ou ce menu ne fait plus rien.",
		},
		BotPrivate: {
			en: "The answer is for your eyes only. Use %s instead, and nobody else sees it.",
			de: "Die Antwort ist nur für dich bestimmt. Mit %s sieht sie sonst niemand.",
			fr: "La réponse n'est que pour vous. Avec %s, personne d'autre ne la voit.",
		},
	}
}
