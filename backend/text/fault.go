package text

// What people are told when a request can't be done.
const (
	FaultTitle        ID = "fault.title"
	FaultInternal     ID = "fault.internal"
	FaultUnknown      ID = "fault.unknown"
	FaultUnavailable  ID = "fault.unavailable"
	FaultBusy         ID = "fault.busy"
	FaultRestoring    ID = "fault.restoring"
	FaultMaintenance  ID = "fault.maintenance"
	FaultTooMany      ID = "fault.too_many"
	FaultLate         ID = "fault.late"
	FaultTryLater     ID = "fault.try_later"
	FaultTryHelp      ID = "fault.try_help"
	FaultTryMeant     ID = "fault.try_meant"
	FaultTrySupported ID = "fault.try_supported"
)

func fault() area {
	return area{
		FaultTitle: {
			en: "That did not work",
			de: "Das hat nicht geklappt",
			fr: "Cela n'a pas marché",
		},
		FaultInternal: {
			en: "Something broke on our side. It has been noted.",
			de: "Bei uns ist etwas kaputtgegangen. Es ist vermerkt.",
			fr: "Quelque chose s'est cassé chez nous. C'est noté.",
		},
		FaultUnknown: {
			en: "There is no command %s here.",
			de: "Den Befehl %s gibt es hier nicht.",
			fr: "La commande %s n'existe pas ici.",
		},
		FaultUnavailable: {
			en: "The store cannot be reached right now, and this command needs it.",
			de: "Der Speicher ist gerade nicht erreichbar, und dieser Befehl braucht ihn.",
			fr: "La base de données est injoignable pour le moment, et cette commande en a besoin.",
		},
		FaultBusy: {
			en: "Too many people changed the same thing at this moment.",
			de: "Zu viele haben im selben Augenblick dasselbe geändert.",
			fr: "Trop de personnes ont modifié la même chose au même moment.",
		},
		FaultRestoring: {
			en: "Feyre is restoring its memory from the archive.",
			de: "Feyre stellt ihr Gedächtnis aus dem Archiv wieder her.",
			fr: "Feyre restaure sa mémoire depuis l'archive.",
		},
		FaultMaintenance: {
			en: "Feyre is in maintenance and answers no commands right now.",
			de: "Feyre wird gerade gewartet und beantwortet keine Befehle.",
			fr: "Feyre est en maintenance et ne répond à aucune commande.",
		},
		FaultTooMany: {
			en: "That is a lot at once.",
			de: "Das ist viel auf einmal.",
			fr: "Cela fait beaucoup d'un coup.",
		},
		FaultLate: {
			en: "This took too long and was stopped.",
			de: "Das hat zu lange gedauert und wurde abgebrochen.",
			fr: "C'était trop long et a été arrêté.",
		},
		FaultTryLater: {
			en: "try again in a moment",
			de: "gleich noch einmal versuchen",
			fr: "réessayez dans un instant",
		},
		FaultTryHelp: {
			en: "/help lists what there is",
			de: "/help zeigt, was es gibt",
			fr: "/help montre ce qui existe",
		},
		FaultTryMeant: {
			en: "did you mean %s?",
			de: "meintest du %s?",
			fr: "vouliez-vous dire %s ?",
		},
		FaultTrySupported: {
			en: "support is linked in /help",
			de: "Hilfe ist in /help verlinkt",
			fr: "un lien vers l'assistance se trouve dans /help",
		},
	}
}
