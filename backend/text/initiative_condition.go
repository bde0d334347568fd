package text

// InitConditions are common conditions, offered while one types. Any other name may be used as well.
func InitConditions() []ID {
	return []ID{
		"init.condition.blinded", "init.condition.charmed", "init.condition.concentrating", "init.condition.dazed", "init.condition.deafened",
		"init.condition.frightened", "init.condition.grappled", "init.condition.invisible", "init.condition.paralysed", "init.condition.petrified",
		"init.condition.poisoned", "init.condition.prone", "init.condition.restrained", "init.condition.slowed", "init.condition.stunned",
		"init.condition.unconscious",
	}
}

func initiativeConditions() area {
	return area{
		"init.condition.blinded":       {en: "blinded", de: "blind", fr: "aveuglé"},
		"init.condition.charmed":       {en: "charmed", de: "bezaubert", fr: "charmé"},
		"init.condition.concentrating": {en: "concentrating", de: "konzentriert", fr: "concentré"},
		"init.condition.dazed":         {en: "dazed", de: "benommen", fr: "hébété"},
		"init.condition.deafened":      {en: "deafened", de: "taub", fr: "assourdi"},
		"init.condition.frightened":    {en: "frightened", de: "verängstigt", fr: "effrayé"},
		"init.condition.grappled":      {en: "grappled", de: "gepackt", fr: "agrippé"},
		"init.condition.invisible":     {en: "invisible", de: "unsichtbar", fr: "invisible"},
		"init.condition.paralysed":     {en: "paralysed", de: "gelähmt", fr: "paralysé"},
		"init.condition.petrified":     {en: "petrified", de: "versteinert", fr: "pétrifié"},
		"init.condition.poisoned":      {en: "poisoned", de: "vergiftet", fr: "empoisonné"},
		"init.condition.prone":         {en: "prone", de: "liegend", fr: "à plat ventre"},
		"init.condition.restrained":    {en: "restrained", de: "festgesetzt", fr: "entravé"},
		"init.condition.slowed":        {en: "slowed", de: "verlangsamt", fr: "ralenti"},
		"init.condition.stunned":       {en: "stunned", de: "betäubt", fr: "étourdi"},
		"init.condition.unconscious":   {en: "unconscious", de: "bewusstlos", fr: "inconscient"},
	}
}
