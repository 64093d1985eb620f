'use strict';
/** An Electron app with an empty window, for a script to draw in. */
const { app, BrowserWindow } = require('electron');

void app.whenReady().then(() => new BrowserWindow({ show: false }).loadURL('about:blank'));
