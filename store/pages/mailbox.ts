import type { Router } from 'express'
import type { Control } from '../practice-store.ts'
import type { Mail } from '../mailbox/control.ts'
import type { World } from '../state/world.ts'
import { show, visit } from './context.ts'
import { when } from './figures.ts'
import { html } from './html.ts'
import { badge, button } from './layout.ts'

export function mailboxPages(router: Router, world: World, control: Control): void {
  router.get('/mailbox', (request, response, next) => {
    const here = visit(world, control, request)
    control
      .mails()
      .then(({ mails }) =>
        show(
          response,
          here,
          { section: 'mailbox', title: 'Mailbox' },
          list(mails, control, (at) => when(here.shop, at)),
        ),
      )
      .catch(next)
  })
  router.get('/mailbox/:id', (request, response, next) => {
    const here = visit(world, control, request)
    control
      .mail(request.params.id)
      .then((mail) =>
        show(
          response,
          here,
          { section: 'mailbox', title: mail.subject },
          detail(mail, (at) => when(here.shop, at)),
        ),
      )
      .catch(next)
  })
  router.get('/mailbox/:id/html', (request, response, next) => {
    control
      .mail(request.params.id)
      .then((mail) =>
        response
          .set(
            'content-security-policy',
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
          )
          .type('html')
          .send(mail.html),
      )
      .catch(next)
  })
}

function list(mails: Mail[], control: Control, time: (at: string) => string) {
  const { mode, smtpPort } = control.mailboxState()
  return html`<h1>
      Mailbox ${mode === 'accept' ? null : badge(mode === 'refuse' ? 'refuses mails' : 'is down', 'bad')}<span
        class="grow"
      ></span>
      <span class="actions"
        >${button('/mailbox/mode', 'Accept', { mode: 'accept' })}
        ${button('/mailbox/mode', 'Refuse the next', { mode: 'refuse', for: '1' })}
        ${button('/mailbox/mode', 'Refuse all', { mode: 'refuse' })}
        ${button('/mailbox/mode', 'Be down', { mode: 'down' })}</span
      >
    </h1>
    <p class="quiet">
      Every mail that Carnet hands to the SMTP server on port ${smtpPort} ends here, whoever it is for.
    </p>
    <div class="card">
      ${
        mails.length === 0
          ? html`<p class="quiet">No mail yet.</p>`
          : html`<table>
              <thead>
                <tr>
                  <th>To</th>
                  <th>Subject</th>
                  <th>From</th>
                  <th>Date</th>
                  <th></th>
                </tr>
              </thead>
              <tbody>
                ${[...mails].reverse().map(
                  (mail) =>
                    html`<tr>
                      <td>${mail.to}</td>
                      <td>
                        <a class="unread" href="/mailbox/${mail.id}">${mail.subject || '(no subject)'}</a>
                      </td>
                      <td>${mail.from}</td>
                      <td>${mail.at ? time(mail.at) : ''}</td>
                      <td>${mail.attachments.map(({ name }) => html`${badge(name)} `)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
    </div>`
}

const detail = (mail: Mail, time: (at: string) => string) =>
  html`<h1>${mail.subject}</h1>
    <div class="card">
      <dl>
        <dt>From</dt>
        <dd>${mail.from}</dd>
        <dt>To</dt>
        <dd>${mail.to}</dd>
        ${
          mail.cc
            ? html`<dt>Copy</dt>
                <dd>${mail.cc}</dd>`
            : null
        }
        ${
          mail.replyTo
            ? html`<dt>Reply to</dt>
                <dd>${mail.replyTo}</dd>`
            : null
        }
        <dt>Date</dt>
        <dd>${mail.at ? time(mail.at) : ''}</dd>
        ${
          mail.attachments.length > 0
            ? html`<dt>Attachments</dt>
                <dd>
                  ${mail.attachments.map(({ name, size, url }) => html`<a href="${url}" download>${name}</a> <span class="quiet">${Math.ceil(size / 1024)} kB</span><br />`)}
                </dd>`
            : null
        }
      </dl>
    </div>
    ${
      mail.html
        ? html`<h2>As most people read it</h2>
            <iframe
              class="mail-html"
              sandbox="allow-popups"
              src="/mailbox/${mail.id}/html"
              title="The mail as HTML"
            ></iframe>`
        : null
    }
    ${
      mail.text
        ? html`<h2>As plain text, in the same mail</h2>
            <div class="card mail-text">${mail.text}</div>`
        : null
    }`
