let context: AudioContext | null = null

/** A short tone: high when it went well, low and longer when somebody has to look. Silent where there is no sound. */
export function beep(well: boolean): void {
  try {
    context ??= new AudioContext()
    const tone = context.createOscillator()
    const volume = context.createGain()
    tone.type = well ? 'sine' : 'square'
    tone.frequency.value = well ? 1_320 : 220
    volume.gain.value = 0.15
    tone.connect(volume).connect(context.destination)
    tone.start()
    tone.stop(context.currentTime + (well ? 0.08 : 0.4))
  } catch {
    // A browser without sound still shows what it says.
  }
}
