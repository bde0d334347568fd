// The browser that tests and pictures use: Debian's Chromium, or the one that CHROMIUM names.
import { chromium } from 'playwright-core';

export const width = { desktop: 1120, phone: 360 };

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--disable-gpu', '--force-color-profile=srgb'] });
}
