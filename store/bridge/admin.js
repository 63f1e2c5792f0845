/* global confirm, document, location, history, addEventListener */
// The admin's side of the App Bridge stand-in: shows what the app in the iframe asks for.
;(() => {
  const template = document.querySelector('#app-template')
  if (!template) return
  // Put in by script: going back, the browser would reload a frame of the page itself at the app's last address,
  // which carries neither shop nor id token.
  template.replaceWith(template.content.cloneNode(true))
  const frame = document.querySelector('iframe[data-app]')
  const base = frame.dataset.base
  const appOrigin = frame.dataset.app
  const answer = (id, value) => tell({ type: 'answer', id, value })
  const tell = (data) => frame.contentWindow.postMessage({ practice: true, ...data }, appOrigin)
  const $ = (selector) => document.querySelector(selector)

  const handlers = {
    async 'id-token'({ id }) {
      const response = await fetch(`${frame.dataset.store}/id-token`)
      answer(id, (await response.json()).idToken)
    },
    leave: ({ id }) => answer(id, confirm('Leave the page? What is not saved is lost.')),
    user: ({ id }) => answer(id, { id: frame.dataset.staff, accountAccess: 'full' }),
    place({ path }) {
      const clean = path === '/' ? '' : path
      if (location.pathname + location.search !== base + clean) history.replaceState(null, '', base + clean)
      markCurrent(path)
    },
    menu({ links }) {
      const menu = $('#app-menu')
      menu.replaceChildren(
        ...links.map(({ href, label }) => {
          const link = document.createElement('a')
          link.href = base + href
          link.textContent = label
          link.dataset.href = href
          link.addEventListener('click', (event) => {
            event.preventDefault()
            tell({ type: 'go', href })
          })
          return link
        }),
      )
      markCurrent(location.pathname.slice(base.length))
    },
    title({ title, buttons }) {
      $('#app-title').textContent = title || 'Carnet'
      $('#app-actions').replaceChildren(
        ...buttons.map(({ label, primary }, index) => {
          const button = document.createElement('button')
          button.textContent = label
          if (primary) button.className = 'primary'
          button.addEventListener('click', () => tell({ type: 'title-click', index }))
          return button
        }),
      )
    },
    toast({ message, isError, duration, toast }) {
      const note = document.createElement('div')
      note.className = isError ? 'toast error' : 'toast'
      note.textContent = message
      note.dataset.toast = toast
      $('#toasts').append(note)
      setTimeout(() => note.remove(), duration)
    },
    'toast-hide': ({ toast }) => $(`#toasts [data-toast="${toast}"]`)?.remove(),
    loading: ({ on }) => document.body.classList.toggle('loading', on),
    'save-bar': ({ on }) => ($('#save-bar').hidden = !on),
    open({ url }) {
      location.assign(adminAddress(url))
    },
  }

  /** Addresses of Shopify's admin, as the practice store has them. */
  function adminAddress(url) {
    const path = url
      .replace(/^shopify:\/*admin/i, '')
      .replace(/^https:\/\/admin\.shopify\.com\/store\/[^/]+/, '')
    if (path === url) return url
    const own = path.replace(/^\/apps\/[^/]+/, '/apps/carnet')
    return frame.dataset.store + own
  }

  function markCurrent(path) {
    const links = [...document.querySelectorAll('#app-menu a')]
    const best = links
      .filter(({ dataset }) => path.split('?')[0] === dataset.href || path.startsWith(`${dataset.href}/`))
      .sort((a, b) => b.dataset.href.length - a.dataset.href.length)[0]
    for (const link of links) link.toggleAttribute('aria-current', link === best)
  }

  addEventListener('message', ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== appOrigin || !data?.practice) return
    void handlers[data.type]?.(data)
  })
  for (const which of ['save', 'discard'])
    $(`#save-bar [data-which="${which}"]`).addEventListener('click', () =>
      tell({ type: 'save-bar-click', which }),
    )
})()
