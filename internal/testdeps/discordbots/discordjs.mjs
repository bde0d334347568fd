// Answers every interaction with "pong", through discord.js.
import { Client, Events, GatewayIntentBits } from "discord.js";

const client = new Client({
  intents: [GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
  rest: { api: process.env.DISCORD_URL + "/api" },
});
client.on(Events.InteractionCreate, async (interaction) => {
  try {
    await interaction.reply({ embeds: [{ description: "pong" }] });
  } catch (error) {
    console.error(String(error));
  }
});
client.on(Events.Error, (error) => console.error(String(error)));
process.on("SIGTERM", () => client.destroy().finally(() => process.exit(0)));
await client.login(process.env.DISCORD_TOKEN);
