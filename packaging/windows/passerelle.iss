; Installs Passerelle for the current user alone: no administrator rights.
; Inno Setup 6: iscc packaging\windows\passerelle.iss /DVersion=0.1.0
; Not tried yet on Windows.
#ifndef Version
  #error Give the version: /DVersion=0.1.0
#endif

[Setup]
AppId={{6B4F0E0C-7C1B-4B8E-9C55-2B6D2F6B7A51}
AppName=Passerelle
AppVersion={#Version}
DefaultDirName={localappdata}\Programs\Passerelle
DefaultGroupName=Passerelle
PrivilegesRequired=lowest
DisableProgramGroupPage=yes
ChangesAssociations=yes
OutputDir=..\..\target\packages
OutputBaseFilename=passerelle-{#Version}-windows
SetupIconFile=..\..\assets\icon\passerelle.ico
UninstallDisplayIcon={app}\passerelle.exe
Compression=lzma2
SolidCompression=yes

[Languages]
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[Files]
Source: "..\..\target\dist\passerelle.exe"; DestDir: "{app}"
Source: "..\..\LICENSE-MIT"; DestDir: "{app}"
Source: "..\..\LICENSE-APACHE"; DestDir: "{app}"

[Icons]
Name: "{group}\Passerelle"; Filename: "{app}\passerelle.exe"

[Registry]
Root: HKCU; Subkey: "Software\Classes\.passerelle"; ValueType: string; ValueData: "Passerelle.Diagnostic"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\Passerelle.Diagnostic"; ValueType: string; ValueData: "Diagnostic Passerelle"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\Passerelle.Diagnostic\DefaultIcon"; ValueType: string; ValueData: "{app}\passerelle.exe,0"
Root: HKCU; Subkey: "Software\Classes\Passerelle.Diagnostic\shell\open\command"; ValueType: string; ValueData: """{app}\passerelle.exe"" ""%1"""
