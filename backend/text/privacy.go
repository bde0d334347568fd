package text

// What /privacy says.
const (
	PrivacySummary       ID = "privacy.summary"
	PrivacyDetails       ID = "privacy.details"
	PrivacyShowSummary   ID = "privacy.show"
	PrivacyExportSummary ID = "privacy.export"
	PrivacyDeleteSummary ID = "privacy.delete"
	PrivacyTitle         ID = "privacy.title"
	PrivacyUser          ID = "privacy.user"
	PrivacyCharacters    ID = "privacy.characters"
	PrivacySaved         ID = "privacy.saved"
	PrivacyTrackers      ID = "privacy.trackers"
	PrivacyCounts        ID = "privacy.counts"
	PrivacyHistory       ID = "privacy.history"
	PrivacyExported      ID = "privacy.exported"
	PrivacyAsk           ID = "privacy.ask"
	PrivacyErase         ID = "privacy.erase"
	PrivacyErased        ID = "privacy.erased"
)

func privacy() area {
	return area{
		PrivacySummary: {en: "What is kept about you", de: "Was über dich gespeichert ist", fr: "Ce qui est conservé à votre sujet"},
		PrivacyDetails: {
			en: "Feyre keeps your user id, your characters and your saved rolls, and nothing that you write or roll. You can have it as a file, and you can have it deleted.",
			de: "Feyre speichert deine Benutzer-ID, deine Charaktere und deine gespeicherten Würfe, und nichts, was du schreibst oder würfelst. Du kannst alles als Datei bekommen, und du kannst es löschen lassen.",
			fr: "Feyre conserve votre identifiant, vos personnages et vos jets enregistrés, et rien de ce que vous écrivez ou lancez. Vous pouvez tout recevoir en fichier, et tout faire effacer.",
		},
		PrivacyShowSummary:   {en: "Show what is kept about you", de: "Zeigen, was über dich gespeichert ist", fr: "Montrer ce qui est conservé à votre sujet"},
		PrivacyExportSummary: {en: "Get it as a file", de: "Es als Datei bekommen", fr: "Le recevoir en fichier"},
		PrivacyDeleteSummary: {en: "Delete all of it", de: "Alles davon löschen", fr: "Tout effacer"},
		PrivacyTitle:         {en: "Your data", de: "Deine Daten", fr: "Vos données"},
		PrivacyUser:          {en: "Your user id: %s", de: "Deine Benutzer-ID: %s", fr: "Votre identifiant : %s"},
		PrivacyCharacters:    {en: "Characters: %d", de: "Charaktere: %d", fr: "Personnages : %d"},
		PrivacySaved:         {en: "Saved rolls: %d", de: "Gespeicherte Würfe: %d", fr: "Jets enregistrés : %d"},
		PrivacyTrackers: {
			en: "Your id beside what you entered into initiative trackers, until the tracker is reset or untouched for 90 days.",
			de: "Deine ID bei dem, was du in Zugfolgen eingetragen hast, bis der Kampf verworfen wird oder 90 Tage ruht.",
			fr: "Votre identifiant à côté de ce que vous avez inscrit dans les suivis d'initiative, jusqu'à leur remise à zéro ou 90 jours sans usage.",
		},
		PrivacyCounts: {
			en: "How often each command was used by everybody together, without names.",
			de: "Wie oft alle zusammen jeden Befehl benutzt haben, ohne Namen.",
			fr: "Combien de fois tous ensemble ont utilisé chaque commande, sans noms.",
		},
		PrivacyHistory: {
			en: "Older copies in the archive go when its retention time is over, 30 days unless the host chose otherwise.",
			de: "Ältere Kopien im Archiv verschwinden mit dem Ende der Aufbewahrungszeit, 30 Tage, wenn der Betreiber nichts anderes gewählt hat.",
			fr: "Les copies plus anciennes de l'archive disparaissent à la fin de leur durée de conservation, 30 jours sauf autre choix de l'hébergeur.",
		},
		PrivacyExported: {en: "This is everything that is kept under your id.", de: "Das ist alles, was unter deiner ID gespeichert ist.", fr: "Voici tout ce qui est conservé sous votre identifiant."},
		PrivacyAsk: {
			en: "This deletes your characters, your saved rolls and your id. It cannot be undone.",
			de: "Das löscht deine Charaktere, deine gespeicherten Würfe und deine ID. Es lässt sich nicht rückgängig machen.",
			fr: "Cela efface vos personnages, vos jets enregistrés et votre identifiant. C'est irréversible.",
		},
		PrivacyErase:  {en: "Delete everything", de: "Alles löschen", fr: "Tout effacer"},
		PrivacyErased: {en: "All of it is deleted.", de: "Alles ist gelöscht.", fr: "Tout est effacé."},
	}
}
