/** Plays three soft rising tones, made here, so that no file has to arrive first. */
export async function playTestSound(): Promise<void> {
  const context = new AudioContext();
  const toneSeconds = 0.35;
  [440, 554, 659].forEach((frequency, idx) => {
    const begins = context.currentTime + idx * toneSeconds;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = frequency;
    // Ramps, because a tone that is switched on or off at once clicks.
    volume.gain.setValueAtTime(0, begins);
    volume.gain.linearRampToValueAtTime(0.2, begins + 0.05);
    volume.gain.linearRampToValueAtTime(0, begins + toneSeconds);
    tone.connect(volume).connect(context.destination);
    tone.start(begins);
    tone.stop(begins + toneSeconds);
  });
  await new Promise((resolve) => setTimeout(resolve, toneSeconds * 3 * 1000));
  await context.close();
}
