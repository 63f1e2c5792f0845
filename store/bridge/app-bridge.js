/* global window, document, CSSStyleSheet, location, history, parent, sessionStorage, URLSearchParams, addEventListener, atob, Element, Event, HTMLElement, HTMLFormElement, MutationObserver, customElements */
// The practice store's stand-in for Shopify's App Bridge, loaded inside the app's iframe.
// It talks to the admin page around it (bridge/admin.js) by postMessage. Demo and tests only.
;(() => {
  const script = document.currentScript
  const adminOrigin = new URL(script.src).origin
  const params = new URLSearchParams(location.search)
  const kept = (name) => {
    const value = params.get(name) ?? sessionStorage.getItem(`practice:${name}`) ?? ''
    if (value) sessionStorage.setItem(`practice:${name}`, value)
    return value
  }
  const config = {
    apiKey: script.dataset.apiKey ?? document.querySelector('meta[name="shopify-api-key"]')?.content ?? '',
    shop: kept('shop'),
    host: kept('host'),
    locale: kept('locale') || 'fr',
  }

  // ── messages to and from the admin ──
  const waiting = new Map()
  let counter = 0
  const say = (type, data = {}) => parent.postMessage({ practice: true, type, ...data }, adminOrigin)
  const ask = (type, data = {}) =>
    new Promise((resolve) => {
      counter += 1
      waiting.set(counter, resolve)
      say(type, { ...data, id: counter })
    })
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || origin !== adminOrigin || !data?.practice) return
    if (data.type === 'answer') {
      waiting.get(data.id)?.(data.value)
      waiting.delete(data.id)
    }
    if (data.type === 'go') go(data.href)
    if (data.type === 'save-bar-click') clickSaveBar(data.which)
    if (data.type === 'title-click') titleButtons()[data.index]?.click()
  })

  // ── id tokens: asked of the admin, kept until shortly before they expire ──
  let token
  const expiry = (jwt) =>
    JSON.parse(atob(jwt.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))).exp * 1000
  async function idToken() {
    if (!token || expiry(token) < Date.now() + 10_000) token = await ask('id-token')
    return token
  }
  if (params.has('id_token')) token = params.get('id_token')

  // ── every request to the app's own server carries the token ──
  const realFetch = window.fetch.bind(window)
  window.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (new URL(request.url).origin !== location.origin || request.headers.has('authorization'))
      return realFetch(input, init)
    const send = async () => {
      const headers = new Headers(request.headers)
      headers.set('authorization', `Bearer ${await idToken()}`)
      return realFetch(new Request(request.clone(), { headers }))
    }
    const response = await send()
    if (response.status === 401 && response.headers.has('x-shopify-retry-invalid-session-request')) {
      token = undefined
      return send()
    }
    const leave = response.headers.get('x-shopify-api-request-failure-reauthorize-url')
    if (leave) say('open', { url: new URL(leave, location.href).href })
    return response
  }

  // ── pages that were loaded without a token come back with one ──
  const reload = params.get('shopify-reload')
  if (reload) {
    const target = new URL(reload, location.origin)
    if (target.origin === location.origin)
      void idToken().then((fresh) => {
        target.searchParams.set('id_token', fresh)
        location.replace(target)
      })
  }

  // ── links out of the app, and where the app is ──
  const isAdminLink = (url) =>
    /^shopify:/i.test(url) || /^https:\/\/admin\.shopify\.com\//.test(url) || /^\/store\//.test(url)
  const realOpen = window.open.bind(window)
  window.open = (url, target, ...rest) => {
    const address = String(url ?? '')
    if (isAdminLink(address) || target === '_top' || target === '_parent') {
      say('open', { url: isAdminLink(address) ? address : new URL(address, location.href).href })
      return null
    }
    return realOpen(url, target, ...rest)
  }
  addEventListener(
    'click',
    (event) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey) return
      const href = link.getAttribute('href')
      if (!isAdminLink(href) && !['_top', '_parent'].includes(link.target)) return
      event.preventDefault()
      say('open', { url: isAdminLink(href) ? href : link.href })
    },
    true,
  )
  const SECRET = [
    'id_token',
    'hmac',
    'host',
    'shop',
    'embedded',
    'session',
    'timestamp',
    'locale',
    'shopify-reload',
  ]
  let told
  function tellPlace() {
    const url = new URL(location.href)
    for (const name of SECRET) url.searchParams.delete(name)
    const path = url.pathname + url.search
    if (path !== told && !reload) say('place', { path })
    told = path
  }
  for (const name of ['pushState', 'replaceState']) {
    const real = history[name].bind(history)
    history[name] = (...args) => {
      real(...args)
      tellPlace()
    }
  }
  addEventListener('popstate', tellPlace)

  // ── navigation: the app's links appear in the admin's menu, and a click there is a click here ──
  const menuLinks = () => [
    ...document.querySelectorAll('ui-nav-menu a[href], s-app-nav a[href], s-app-nav s-link[href]'),
  ]
  let toldMenu = ''
  function tellMenu() {
    const links = menuLinks()
      .filter((link) => link.getAttribute('rel') !== 'home')
      .map((link) => ({ href: link.getAttribute('href'), label: link.textContent.trim() }))
    const text = JSON.stringify(links)
    if (links.length > 0 && text !== toldMenu) say('menu', { links })
    toldMenu = text
  }
  function go(href) {
    const link = menuLinks().find((candidate) => candidate.getAttribute('href') === href)
    if (link?.localName === 'a') link.click()
    else if (link) link.dispatchEvent(new Event('shopify:navigate', { bubbles: true, cancelable: true }))
    else location.assign(href)
  }

  // ── title bar: title and buttons are shown by the admin ──
  const titleButtons = () => [
    ...document.querySelectorAll(
      'body > ui-title-bar button, :not(ui-modal) > ui-title-bar button, ui-title-bar:not(ui-modal ui-title-bar) a',
    ),
  ]
  let toldTitle = ''
  function tellTitle() {
    const bar = document.querySelector('ui-title-bar:not(ui-modal ui-title-bar)')
    const buttons = bar
      ? titleButtons().map((button) => ({
          label: button.textContent.trim(),
          primary: button.getAttribute('variant') === 'primary',
        }))
      : []
    const title = { title: bar?.getAttribute('title') ?? document.title, buttons }
    const text = JSON.stringify(title)
    if (text !== toldTitle) say('title', title)
    toldTitle = text
  }

  // ── save bar: shown by the admin for an element, or for a form with data-save-bar ──
  let saveBarFor = null
  function showSaveBar(target) {
    saveBarFor = target
    say('save-bar', { on: true })
  }
  function hideSaveBar() {
    if (saveBarFor) say('save-bar', { on: false })
    saveBarFor = null
  }
  function clickSaveBar(which) {
    if (saveBarFor instanceof HTMLFormElement) {
      if (which === 'save') saveBarFor.requestSubmit()
      else saveBarFor.reset()
      return
    }
    const buttons = [...(saveBarFor?.querySelectorAll('button') ?? [])]
    const save = buttons.find((button) => button.getAttribute('variant') === 'primary')
    ;(which === 'save' ? save : buttons.find((button) => button !== save))?.click()
  }
  const formOf = (event) =>
    event.target instanceof Element ? event.target.closest('form[data-save-bar]') : null
  addEventListener('input', (event) => formOf(event) && showSaveBar(formOf(event)), true)
  addEventListener('submit', (event) => formOf(event) && hideSaveBar(), true)
  addEventListener('reset', (event) => formOf(event) && hideSaveBar(), true)

  // ── the elements that App Bridge defines ──
  class Bar extends HTMLElement {
    show() {
      showSaveBar(this)
      this.dispatchEvent(new Event('show'))
      return Promise.resolve()
    }
    hide() {
      if (saveBarFor === this) hideSaveBar()
      this.dispatchEvent(new Event('hide'))
      return Promise.resolve()
    }
    toggle() {
      return saveBarFor === this ? this.hide() : this.show()
    }
  }
  class Modal extends HTMLElement {
    get content() {
      this.body ??= document.createElement('div')
      return this.body
    }
    show() {
      if (this.overlay) return Promise.resolve()
      const title = this.querySelector('ui-title-bar')
      this.overlay = document.createElement('div')
      this.overlay.className = 'practice-overlay'
      const box = document.createElement('div')
      box.className = 'practice-modal'
      box.setAttribute('role', 'dialog')
      box.setAttribute('aria-modal', 'true')
      box.setAttribute('aria-label', title?.getAttribute('title') ?? '')
      const heading = document.createElement('h2')
      heading.textContent = title?.getAttribute('title') ?? ''
      const foot = document.createElement('footer')
      for (const button of title?.querySelectorAll('button') ?? []) {
        const copy = document.createElement('button')
        copy.textContent = button.textContent
        copy.className = button.getAttribute('variant') ?? ''
        copy.addEventListener('click', () => button.click())
        foot.append(copy)
      }
      this.inner ??= this.content
      if (!this.inner.isConnected && this.inner.childNodes.length === 0)
        for (const child of [...this.children]) if (child !== title) this.inner.append(child)
      box.append(heading, this.inner, foot)
      this.overlay.append(box)
      this.overlay.addEventListener('click', (event) => event.target === this.overlay && void this.hide())
      document.body.append(this.overlay)
      this.dispatchEvent(new Event('show'))
      return Promise.resolve()
    }
    hide() {
      if (!this.overlay) return Promise.resolve()
      this.overlay.remove()
      this.overlay = null
      this.dispatchEvent(new Event('hide'))
      return Promise.resolve()
    }
    toggle() {
      return this.overlay ? this.hide() : this.show()
    }
  }
  customElements.define('ui-save-bar', Bar)
  customElements.define('ui-modal', Modal)
  const element = (id, kind) => {
    const found = document.getElementById(id)
    if (!(found instanceof kind)) throw new Error(`practice store: no element ${id}`)
    return found
  }
  const controls = (kind) => ({
    show: (id) => element(id, kind).show(),
    hide: (id) => element(id, kind).hide(),
    toggle: (id) => element(id, kind).toggle(),
  })
  // No element of the document's: React compares those with what the server sent.
  const style = new CSSStyleSheet()
  style.replaceSync(`ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar, ui-modal { display: none }
    .practice-overlay { position: fixed; inset: 0; background: rgb(0 0 0 / .45); display: grid; place-items: center; z-index: 1000 }
    .practice-modal { background: #fff; border-radius: 12px; width: min(620px, 92vw); max-height: 84vh; overflow: auto; font: 14px system-ui }
    .practice-modal h2 { margin: 0; padding: 14px 18px; background: #f3f3f3; font-size: 15px }
    .practice-modal > div { padding: 4px 18px }
    .practice-modal footer { display: flex; justify-content: flex-end; gap: 8px; padding: 12px 18px }
    .practice-modal footer button { padding: 6px 14px; border-radius: 8px; border: 1px solid #c9cccf; background: #fff }
    .practice-modal footer button.primary { background: #303030; color: #fff }`)
  document.adoptedStyleSheets.push(style)

  const notHere = (name) => () =>
    Promise.reject(new Error(`practice store: ${name} is not part of this App Bridge stand-in`))
  let toasts = 0
  window.shopify = {
    config,
    origin: adminOrigin,
    ready: Promise.resolve(),
    environment: { embedded: window !== parent, mobile: false, pos: false },
    idToken,
    toast: {
      show(message, options = {}) {
        toasts += 1
        say('toast', {
          message: String(message),
          isError: Boolean(options.isError),
          duration: options.duration ?? 5000,
          toast: toasts,
        })
        return String(toasts)
      },
      hide: (id) => say('toast-hide', { toast: Number(id) }),
    },
    loading: (on) => say('loading', { on: Boolean(on) }),
    saveBar: {
      ...controls(Bar),
      // Never answered for whoever stays, as Shopify's own.
      async leaveConfirmation() {
        if (saveBarFor && !(await ask('leave'))) await new Promise(() => {})
        hideSaveBar()
      },
    },
    modal: controls(Modal),
    user: () => ask('user'),
    resourcePicker: notHere('resourcePicker'),
    picker: notHere('picker'),
    scopes: {
      query: notHere('scopes.query'),
      request: notHere('scopes.request'),
      revoke: notHere('scopes.revoke'),
    },
    reviews: { request: notHere('reviews.request') },
    intents: { invoke: notHere('intents.invoke') },
    print: () => window.print(),
    practiceStore: true,
  }

  function tellAll() {
    tellPlace()
    tellMenu()
    tellTitle()
  }
  addEventListener('DOMContentLoaded', () => {
    tellAll()
    new MutationObserver(tellAll).observe(document.documentElement, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['href', 'title'],
    })
  })
})()
