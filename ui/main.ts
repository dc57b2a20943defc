// Starts the dashboard in the page.
import './connect/without-eval.ts'
import { mount } from 'svelte'
import App from './App.svelte'
import './theme.css'

const target = document.getElementById('app')
if (target === null) throw new Error('the page has no #app')
mount(App, { target })
