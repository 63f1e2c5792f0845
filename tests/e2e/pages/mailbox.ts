import type { Visitor } from '../visitor.ts'

export type OpenedMail = { to: string; text: string; attachments: { name: string; bytes: Buffer }[] }

/** Opens a mail by its subject, and what is attached to it. */
export async function openMail({ page, openStore }: Visitor, subject: string): Promise<OpenedMail> {
  await openStore('/mailbox')
  await page.getByRole('link', { name: subject }).first().click()
  await page.getByRole('heading', { level: 1, name: subject }).waitFor()
  const links = await page.locator('dd a[download]').all()
  const attachments = await Promise.all(
    links.map(async (link) => {
      const address = new URL((await link.getAttribute('href'))!, page.url())
      const answer = await page.request.get(address.href)
      return { name: await link.innerText(), bytes: await answer.body() }
    }),
  )
  const to = await page.locator('dt:text-is("To") + dd').innerText()
  return { to, text: await page.locator('.mail-text').innerText(), attachments }
}

/** The subjects in the mailbox, newest first. */
export async function subjects({ page, openStore }: Visitor): Promise<string[]> {
  await openStore('/mailbox')
  return page.locator('td a.unread').allInnerTexts()
}
