# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_passerelle_global_optspecs
    string join \n lang= password-file= h/help V/version
end

function __fish_passerelle_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_passerelle_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_passerelle_using_subcommand
    set -l cmd (__fish_passerelle_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c passerelle -n "__fish_passerelle_needs_command" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_needs_command" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_needs_command" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_needs_command" -s V -l version -d 'Afficher la version'
complete -c passerelle -n "__fish_passerelle_needs_command" -a "new" -d 'Commencer le diagnostic d’un territoire'
complete -c passerelle -n "__fish_passerelle_needs_command" -a "check" -d 'Dire tous les problèmes d’un diagnostic ou d’une grille'
complete -c passerelle -n "__fish_passerelle_needs_command" -a "score" -d 'Dire les résultats'
complete -c passerelle -n "__fish_passerelle_needs_command" -a "advise" -d 'Ce que le diagnostic conseille'
complete -c passerelle -n "__fish_passerelle_needs_command" -a "import" -d 'Entrer des réponses, les lignes d’un tableau ou un fichier officiel'
complete -c passerelle -n "__fish_passerelle_needs_command" -a "export" -d 'Écrire la note stratégique'
complete -c passerelle -n "__fish_passerelle_needs_command" -a "template" -d 'Commencer son propre modèle : couleurs, logo, textes de tous les documents (docs/template.md)'
complete -c passerelle -n "__fish_passerelle_needs_command" -a "compare" -d 'Comparer deux diagnostics, ou un diagnostic avec un de ses états figés'
complete -c passerelle -n "__fish_passerelle_needs_command" -a "freeze" -d 'Figer l’état des lieux sous un nom, pour le comparer plus tard'
complete -c passerelle -n "__fish_passerelle_needs_command" -a "pack" -d 'Écrire sa propre grille : squelette commenté, aller et retour par un tableur (docs/pack.md)'
complete -c passerelle -n "__fish_passerelle_needs_command" -a "guide" -d 'Écrire la prise en main en deux pages, ou le guide entier'
complete -c passerelle -n "__fish_passerelle_needs_command" -a "panel" -d 'Faire un panel anonyme de nombreux diagnostics'
complete -c passerelle -n "__fish_passerelle_needs_command" -a "merge" -d 'Fusionner dans un diagnostic ceux que d’autres ont remplis'
complete -c passerelle -n "__fish_passerelle_needs_command" -a "kit" -d 'Créer le classeur d’un contributeur : ses questions seulement'
complete -c passerelle -n "__fish_passerelle_needs_command" -a "kit-return" -d 'Reprendre un classeur revenu rempli'
complete -c passerelle -n "__fish_passerelle_needs_command" -a "protect" -d 'Met un diagnostic sous un mot de passe, ou en retire la protection'
complete -c passerelle -n "__fish_passerelle_using_subcommand new" -l territory -d 'Code INSEE de la commune ou SIREN de l’intercommunalité' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand new" -l pack -d 'Grille à utiliser (fichier de tête, .ron) à la place de celle du logiciel' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand new" -s o -l output -d 'Fichier à créer' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand new" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand new" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand new" -l quick -d 'Parcours rapide : les questions essentielles seulement'
complete -c passerelle -n "__fish_passerelle_using_subcommand new" -l force -d 'Remplacer le fichier s’il existe'
complete -c passerelle -n "__fish_passerelle_using_subcommand new" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand check" -l pack -d 'Grille à vérifier (fichier de tête, .ron)' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand check" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand check" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand check" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand score" -l format -d 'Texte pour les personnes, JSON pour les programmes (docs/score-json.md)' -r -f -a "text\t''
json\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand score" -l draws -d 'Nombre de tirages de robustesse ; 0 pour n’en faire aucun' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand score" -l seed -d 'Graine des tirages : la même donne les mêmes résultats partout' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand score" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand score" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand score" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand advise" -l format -d 'Le texte pour lire, le JSON pour un autre programme (docs/advise-json.md).' -r -f -a "text\t''
json\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand advise" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand advise" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand advise" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand import" -l from -d 'answers : des réponses ; csv : les lignes d’un tableau ; insee, mesr, sise, rna, wikidata, customs : un fichier officiel ; table : un fichier quelconque, CSV, XLSX ou ODS (docs/import.md)' -r -f -a "answers\t''
csv\t''
insee\t''
mesr\t''
sise\t''
rna\t''
wikidata\t''
customs\t''
table\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand import" -l table -d 'Tableau à remplir, par exemple T1' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand import" -l coverage -d 'Ce que signifie l’absence d’une ligne : exhaustive, top_n ou partial ; pour un canal, exports=top_n' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand import" -l report -d 'Écrire le compte rendu ligne par ligne dans ce fichier CSV' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand import" -l sheet -d 'Feuille du classeur ou fichier de l’archive, par son nom ou son rang' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand import" -l map -d 'Colonne du fichier et colonne du tableau : « Pays=country » ; « Pays= » la laisse de côté' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand import" -l country -d 'Pays que désigne un libellé inconnu : « Rép. de X=SN » ; « X= » laisse ses lignes' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand import" -l attach -d 'Élément non localisé à compter dans le territoire' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand import" -l accept -d 'Lignes à prendre, par leur numéro dans le fichier (12,15), ou « all » pour toutes' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand import" -s o -l output -d 'Fichier à écrire, si ce n’est pas le diagnostic lui-même' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand import" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand import" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand import" -l dry-run -d 'Dire ce qui serait fait, sans rien changer'
complete -c passerelle -n "__fish_passerelle_using_subcommand import" -l replace -d 'Remplacer les lignes du tableau au lieu de les ajouter'
complete -c passerelle -n "__fish_passerelle_using_subcommand import" -l force -d 'Remplacer le fichier s’il existe'
complete -c passerelle -n "__fish_passerelle_using_subcommand import" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand export" -l format -d 'Format du document' -r -f -a "pdf\t''
docx\t''
html\t''
xlsx\t''
md\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand export" -l document -d 'Document : summary, brief, register, countries, plan, questionnaire, sources, review' -r -f -a "summary\t''
brief\t''
register\t''
countries\t''
plan\t''
questionnaire\t''
sources\t''
review\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand export" -l sections -d 'Parties à imprimer, dans cet ordre, séparées par des virgules' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand export" -l against -d 'L’état figé dont part le bilan annuel, par son nom ou son numéro ; sans cela, le plus récent qui décrit une date antérieure' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand export" -l role -d 'Questionnaire : à qui il est adressé (identifiant de rôle, par exemple finance)' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand export" -l template -d 'Dossier de votre propre modèle : couleurs, logo, textes, pages (docs/template.md)' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand export" -l logo -d 'Logo des documents (PNG ou SVG), à la place de celui du modèle' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand export" -s o -l output -d 'Document à écrire ; à défaut, à côté du diagnostic' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand export" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand export" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand export" -l public -d 'Version publique : ni notes, ni contextes, ni petits effectifs'
complete -c passerelle -n "__fish_passerelle_using_subcommand export" -l cover -d 'Ajouter une page de couverture'
complete -c passerelle -n "__fish_passerelle_using_subcommand export" -l force -d 'Remplacer le fichier s’il existe'
complete -c passerelle -n "__fish_passerelle_using_subcommand export" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand template" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand template" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand template" -l pages -d 'Ajouter les pages du logiciel (brief.typ), à modifier'
complete -c passerelle -n "__fish_passerelle_using_subcommand template" -l force -d 'Écrire dans le dossier même s’il n’est pas vide'
complete -c passerelle -n "__fish_passerelle_using_subcommand template" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand compare" -l frozen -d 'Le nom ou le numéro d’un état figé du diagnostic, à comparer à son état actuel' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand compare" -l panel -d 'Met le diagnostic à côté de ses pairs dans ce panel' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand compare" -l format -d 'text pour lire, json pour un autre programme' -r -f -a "text\t''
json\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand compare" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand compare" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand compare" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand freeze" -l name -d 'Le nom de l’état figé, tel que « État des lieux 2026 »' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand freeze" -s o -l output -d 'Où écrire le diagnostic ; sans cela, dans son propre fichier' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand freeze" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand freeze" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand freeze" -l force -d 'Remplacer le fichier s’il existe'
complete -c passerelle -n "__fish_passerelle_using_subcommand freeze" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and not __fish_seen_subcommand_from new export import" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and not __fish_seen_subcommand_from new export import" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and not __fish_seen_subcommand_from new export import" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and not __fish_seen_subcommand_from new export import" -f -a "new" -d 'Créer dans un dossier une petite grille commentée, prête à compléter'
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and not __fish_seen_subcommand_from new export import" -f -a "export" -d 'Écrire une grille dans un classeur, pour la corriger ou la compléter sans écrire de RON'
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and not __fish_seen_subcommand_from new export import" -f -a "import" -d 'Refaire une grille d’un classeur, puis la vérifier'
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and __fish_seen_subcommand_from new" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and __fish_seen_subcommand_from new" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and __fish_seen_subcommand_from new" -l force -d 'Écrire dans le dossier même s’il n’est pas vide'
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and __fish_seen_subcommand_from new" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and __fish_seen_subcommand_from export" -s o -l output -d 'Classeur à écrire (.xlsx)' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and __fish_seen_subcommand_from export" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and __fish_seen_subcommand_from export" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and __fish_seen_subcommand_from export" -l force -d 'Remplacer le fichier s’il existe'
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and __fish_seen_subcommand_from export" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and __fish_seen_subcommand_from import" -s o -l output -d 'Dossier à créer pour la grille, ou vide' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and __fish_seen_subcommand_from import" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and __fish_seen_subcommand_from import" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and __fish_seen_subcommand_from import" -l force -d 'Écrire dans le dossier même s’il n’est pas vide'
complete -c passerelle -n "__fish_passerelle_using_subcommand pack; and __fish_seen_subcommand_from import" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand guide" -l format -d 'Format du document' -r -f -a "pdf\t''
docx\t''
html\t''
md\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand guide" -s o -l output -d 'Document à écrire' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand guide" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand guide" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand guide" -l whole -d 'Le guide entier au lieu des deux pages'
complete -c passerelle -n "__fish_passerelle_using_subcommand guide" -l force -d 'Remplacer le fichier s’il existe'
complete -c passerelle -n "__fish_passerelle_using_subcommand guide" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand panel" -s o -l output -d 'Le fichier du panel à écrire ; sans lui, le panel s’affiche' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand panel" -l k -d 'Le seuil : aucun compte de moins de K membres n’est donné, ni ne se déduit (3 au moins)' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand panel" -l format -d 'Ce qui est écrit : json (le fichier .panel), csv (tous les comptes) ou ron' -r -f -a "json\t''
csv\t''
ron\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand panel" -l merge -d 'Réunit des panels, au lieu de lire des diagnostics' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand panel" -l previous -d 'Un panel déjà diffusé : avertit si peu de membres l’en séparent' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand panel" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand panel" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand panel" -l force -d 'Remplacer le fichier s’il existe'
complete -c passerelle -n "__fish_passerelle_using_subcommand panel" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand merge" -l base -d 'le fichier dont tous sont partis' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand merge" -l conflicts -d 'que faire des désaccords : ask (les dire et ne rien écrire), ours, theirs, both, range' -r -f -a "ask\t''
ours\t''
theirs\t''
both\t''
range\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand merge" -l report -d 'où écrire le rapport de fusion, en Markdown' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand merge" -s o -l output -d 'où écrire le résultat (sinon : dans le diagnostic lui-même)' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand merge" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand merge" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand merge" -l force -d 'Remplacer le fichier s’il existe'
complete -c passerelle -n "__fish_passerelle_using_subcommand merge" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand kit" -l role -d 'à qui il s’adresse, par exemple university' -r
complete -c passerelle -n "__fish_passerelle_using_subcommand kit" -s o -l output -d 'où écrire le classeur (.xlsx)' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand kit" -l pdf -d 'où écrire aussi la version papier (PDF)' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand kit" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand kit" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand kit" -l force -d 'Remplacer le fichier s’il existe'
complete -c passerelle -n "__fish_passerelle_using_subcommand kit" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand kit-return" -l conflicts -d 'que faire des désaccords : ask (les dire et ne rien écrire), ours, theirs, both, range' -r -f -a "ask\t''
ours\t''
theirs\t''
both\t''
range\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand kit-return" -l report -d 'où écrire le rapport de fusion, en Markdown' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand kit-return" -s o -l output -d 'où écrire le résultat (sinon : dans le diagnostic lui-même)' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand kit-return" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand kit-return" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand kit-return" -l accept -d 'reprendre les réponses dans le diagnostic ; sans cela, elles sont montrées et rien n’est écrit'
complete -c passerelle -n "__fish_passerelle_using_subcommand kit-return" -l force -d 'Remplacer le fichier s’il existe'
complete -c passerelle -n "__fish_passerelle_using_subcommand kit-return" -s h -l help -d 'Afficher cette aide'
complete -c passerelle -n "__fish_passerelle_using_subcommand protect" -l new-password-file -d 'Fichier dont la première ligne est le nouveau mot de passe ; sinon, la variable PASSERELLE_NEW_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand protect" -s o -l output -d 'Fichier à écrire, au lieu du diagnostic lui-même' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand protect" -l lang -d 'Langue des messages et des pages' -r -f -a "fr\t''
en\t''"
complete -c passerelle -n "__fish_passerelle_using_subcommand protect" -l password-file -d 'Fichier dont la première ligne est le mot de passe du diagnostic ; sinon, la variable PASSERELLE_PASSWORD' -r -F
complete -c passerelle -n "__fish_passerelle_using_subcommand protect" -l remove -d 'Retire la protection : le fichier sera en clair'
complete -c passerelle -n "__fish_passerelle_using_subcommand protect" -l force -d 'Remplacer le fichier s’il existe'
complete -c passerelle -n "__fish_passerelle_using_subcommand protect" -s h -l help -d 'Afficher cette aide'
