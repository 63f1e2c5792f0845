// The operator's command:  npm run -s carnet -- <command>  (--help names them)
import process from 'node:process'

// Only the answer goes to the terminal, so the log is silent: said before it is made.
process.env.LOG_LEVEL ??= 'silent'
const { runCommand } = await import('./carnet/command.ts')

process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => void process.stdout.write(`${text}\n`),
  error: (text) => void process.stderr.write(`${text}\n`),
})
