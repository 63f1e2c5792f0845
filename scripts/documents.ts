// Makes the types of our GraphQL documents anew:  npm run documents
import { writeDocuments } from './checks/documents.ts'

await writeDocuments()
