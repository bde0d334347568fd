package discordtest

func checkCommands([]Command) *APIError { return nil }
