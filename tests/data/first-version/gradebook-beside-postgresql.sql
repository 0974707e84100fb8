BEGIN TRANSACTION;
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
INSERT INTO "alembic_version" VALUES('e43177bfe90b');
CREATE TABLE assignment (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(128) NOT NULL, 
	duedate DATETIME, 
	course_id VARCHAR(128) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name), 
	FOREIGN KEY(course_id) REFERENCES course (id)
);
INSERT INTO "assignment" VALUES('6326e3041be646a9937e2ac3ff4c6fae','1-virtuelle-samtaler',NULL,'');
CREATE TABLE base_cell (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(128) NOT NULL, 
	notebook_id VARCHAR(32) NOT NULL, 
	type VARCHAR(50), 
	PRIMARY KEY (id), 
	UNIQUE (name, notebook_id, type), 
	FOREIGN KEY(notebook_id) REFERENCES notebook (id)
);
INSERT INTO "base_cell" VALUES('fc738c7e7a60410896a50b8a8af6bb3a','kanal-foerste-samtale','1a523253516c4f079a65ecba4ee6a9b1','GradeCell');
INSERT INTO "base_cell" VALUES('fd093c8244a64a4486d20f97a840b1b3','kanal-fire-aftaler','1a523253516c4f079a65ecba4ee6a9b1','GradeCell');
INSERT INTO "base_cell" VALUES('c43740b4a4df46eaaa4133d60e8054b7','vejledning-tre-borgere','1a523253516c4f079a65ecba4ee6a9b1','GradeCell');
INSERT INTO "base_cell" VALUES('37b24f2a2ecc46fe8ddd1f37e3ef1819','rammer-fem-minutter-foer','1a523253516c4f079a65ecba4ee6a9b1','GradeCell');
INSERT INTO "base_cell" VALUES('306a2f2426014cddac5f990c8012a0e6','rammer-moderen-i-rummet','1a523253516c4f079a65ecba4ee6a9b1','GradeCell');
INSERT INTO "base_cell" VALUES('7c94c1d10cfd41e0b831304b304d4cb2','rammer-billedet-fryser','1a523253516c4f079a65ecba4ee6a9b1','GradeCell');
INSERT INTO "base_cell" VALUES('30cc830f175a4a3dbad39693e1e99ef8','data-delt-skaerm','1a523253516c4f079a65ecba4ee6a9b1','GradeCell');
INSERT INTO "base_cell" VALUES('0ace138bd24941f69aafd5f0c210231e','ledelse-samtalens-gang','1a523253516c4f079a65ecba4ee6a9b1','GradeCell');
INSERT INTO "base_cell" VALUES('553610b31acf42caabeeb314aee4ac34','ledelse-sidste-fem-minutter','1a523253516c4f079a65ecba4ee6a9b1','GradeCell');
INSERT INTO "base_cell" VALUES('432fa8a329f54070954d4ac299ce5c8a','relation-stilheden','1a523253516c4f079a65ecba4ee6a9b1','GradeCell');
INSERT INTO "base_cell" VALUES('e6026b7e01fd43acaee62c751b46a14a','relation-fire-svar','1a523253516c4f079a65ecba4ee6a9b1','GradeCell');
INSERT INTO "base_cell" VALUES('ba82ffc5d8fe41e39d9cf762e1ced099','relation-slukket-kamera','1a523253516c4f079a65ecba4ee6a9b1','GradeCell');
INSERT INTO "base_cell" VALUES('79034bc7605546cdac3e4b9d2d94beaf','relation-det-usagte-tekst','1a523253516c4f079a65ecba4ee6a9b1','GradeCell');
INSERT INTO "base_cell" VALUES('62236aae861f4e6d8c590d3158da82cb','relation-det-usagte-tekst','1a523253516c4f079a65ecba4ee6a9b1','SolutionCell');
INSERT INTO "base_cell" VALUES('35324b0f2fbb48dfac74f5128ba18974','kanal-tre-samtaler-tekst','1a523253516c4f079a65ecba4ee6a9b1','GradeCell');
INSERT INTO "base_cell" VALUES('5e81df67daf542479959f005127d46ae','kanal-tre-samtaler-tekst','1a523253516c4f079a65ecba4ee6a9b1','SolutionCell');
CREATE TABLE comment (
	id VARCHAR(32) NOT NULL, 
	notebook_id VARCHAR(32), 
	cell_id VARCHAR(32), 
	auto_comment TEXT, 
	manual_comment TEXT, 
	PRIMARY KEY (id), 
	UNIQUE (cell_id, notebook_id), 
	FOREIGN KEY(notebook_id) REFERENCES submitted_notebook (id), 
	FOREIGN KEY(cell_id) REFERENCES base_cell (id)
);
INSERT INTO "comment" VALUES('d1ad657e299245ec91d9ebc96cab44c2','197d4c4b8fad4694b414b231ead08cd0','62236aae861f4e6d8c590d3158da82cb',NULL,'Nu kan man høre, at du lader Camilla selv fortælle.');
INSERT INTO "comment" VALUES('ecf27af025224de780e4794adf8819e2','197d4c4b8fad4694b414b231ead08cd0','5e81df67daf542479959f005127d46ae',NULL,'En god plan med gode grunde. Hvad ville få dig til at lave den om undervejs?');
INSERT INTO "comment" VALUES('76e5bb4f67f148cfb478936171fb6e10','14bd099b97a14d2990149be381f553a9','62236aae861f4e6d8c590d3158da82cb',NULL,'Det går fremad. Sig, hvad du ser, og lad hende selv sige, hvad det betyder.');
INSERT INTO "comment" VALUES('cd00f7190ea34e19a341d8fa2364b5d7','14bd099b97a14d2990149be381f553a9','5e81df67daf542479959f005127d46ae',NULL,'Flot, at du spørger ham først. Skriv også, hvad du gør, hvis planen ikke holder.');
INSERT INTO "comment" VALUES('a22956fc9ed9400e93c03e944287c8d1','cb5de92383024d409778535b09598aea','62236aae861f4e6d8c590d3158da82cb',NULL,'Du er stærk i samtalen. Camilla kan både tale, tie og vælge et andet sted.');
INSERT INTO "comment" VALUES('10f839f054764fa5be0817e21427cd32','cb5de92383024d409778535b09598aea','5e81df67daf542479959f005127d46ae',NULL,'Grunden til det sidste møde er god. Hold hans ønske om at slippe for bussen op mod de to første.');
CREATE TABLE course (
	id VARCHAR(128) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (id)
);
INSERT INTO "course" VALUES('default_course');
CREATE TABLE grade (
	id VARCHAR(32) NOT NULL, 
	notebook_id VARCHAR(32), 
	cell_id VARCHAR(32), 
	auto_score FLOAT, 
	manual_score FLOAT, 
	extra_credit FLOAT, 
	needs_manual_grade BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (cell_id, notebook_id), 
	FOREIGN KEY(notebook_id) REFERENCES submitted_notebook (id), 
	FOREIGN KEY(cell_id) REFERENCES base_cell (id)
);
INSERT INTO "grade" VALUES('d956620fd8f84837b8a1a712df3f8161','197d4c4b8fad4694b414b231ead08cd0','fc738c7e7a60410896a50b8a8af6bb3a',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('de316dbfa897472a90b1ef79a982ebc2','197d4c4b8fad4694b414b231ead08cd0','fd093c8244a64a4486d20f97a840b1b3',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('6f7042f35c3f43f48fc96fda71ed97c0','197d4c4b8fad4694b414b231ead08cd0','c43740b4a4df46eaaa4133d60e8054b7',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('6b6c2ae3a7604cb5b0240b1323813eb0','197d4c4b8fad4694b414b231ead08cd0','37b24f2a2ecc46fe8ddd1f37e3ef1819',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('ac4033aac48947d08b0559e3043d2dab','197d4c4b8fad4694b414b231ead08cd0','306a2f2426014cddac5f990c8012a0e6',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('b3d98e5bfb224315a293d48f0649da7f','197d4c4b8fad4694b414b231ead08cd0','7c94c1d10cfd41e0b831304b304d4cb2',3.2,NULL,NULL,0);
INSERT INTO "grade" VALUES('299aa05a5a274298ba800afb97874b90','197d4c4b8fad4694b414b231ead08cd0','30cc830f175a4a3dbad39693e1e99ef8',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('2d804247dc43480bb62586e4805cc1cc','197d4c4b8fad4694b414b231ead08cd0','0ace138bd24941f69aafd5f0c210231e',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('a745ee141def4a679efefb3a60e78e61','197d4c4b8fad4694b414b231ead08cd0','553610b31acf42caabeeb314aee4ac34',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('158205fc60a44446bf415d2013b612f2','197d4c4b8fad4694b414b231ead08cd0','432fa8a329f54070954d4ac299ce5c8a',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('c47a427f12184332b7ca14c21b0c5f96','197d4c4b8fad4694b414b231ead08cd0','e6026b7e01fd43acaee62c751b46a14a',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('7c23ab4a17d247298695909011c3d0fb','197d4c4b8fad4694b414b231ead08cd0','ba82ffc5d8fe41e39d9cf762e1ced099',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('89ea53962eb54e4680f9d05f61a38bc2','197d4c4b8fad4694b414b231ead08cd0','79034bc7605546cdac3e4b9d2d94beaf',NULL,4.0,NULL,0);
INSERT INTO "grade" VALUES('37658f972cf44c379b30dd6889b380dd','197d4c4b8fad4694b414b231ead08cd0','35324b0f2fbb48dfac74f5128ba18974',NULL,3.0,NULL,0);
INSERT INTO "grade" VALUES('c244b33504da46dc924165df7ba196a5','14bd099b97a14d2990149be381f553a9','fc738c7e7a60410896a50b8a8af6bb3a',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('440a9fe3f6a24df5bbc685b32e19735e','14bd099b97a14d2990149be381f553a9','fd093c8244a64a4486d20f97a840b1b3',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('e5828d94678642788f38da78b70357b0','14bd099b97a14d2990149be381f553a9','c43740b4a4df46eaaa4133d60e8054b7',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('4408b06478b641c2b361232db05a2851','14bd099b97a14d2990149be381f553a9','37b24f2a2ecc46fe8ddd1f37e3ef1819',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('58c4f7edfd314126a94eebf08d4439b1','14bd099b97a14d2990149be381f553a9','306a2f2426014cddac5f990c8012a0e6',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('e0fb705e5bb840c2b34e8f3afe481faf','14bd099b97a14d2990149be381f553a9','7c94c1d10cfd41e0b831304b304d4cb2',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('10275a31b3f740f6bee13c8318caab87','14bd099b97a14d2990149be381f553a9','30cc830f175a4a3dbad39693e1e99ef8',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('b19fb15daaf54525aadbb5112cf9cfe4','14bd099b97a14d2990149be381f553a9','0ace138bd24941f69aafd5f0c210231e',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('7fd07e3238134fcda0ad7d0b71c212d6','14bd099b97a14d2990149be381f553a9','553610b31acf42caabeeb314aee4ac34',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('08264883e6d446c893dc91e1d1e15e74','14bd099b97a14d2990149be381f553a9','432fa8a329f54070954d4ac299ce5c8a',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('96b9425eb75e44e09e98f3e341567615','14bd099b97a14d2990149be381f553a9','e6026b7e01fd43acaee62c751b46a14a',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('a4507c913a544878b4431552e6a3c2a1','14bd099b97a14d2990149be381f553a9','ba82ffc5d8fe41e39d9cf762e1ced099',1.33,NULL,NULL,0);
INSERT INTO "grade" VALUES('b73ee56966894c29bcc4e6f9792ba132','14bd099b97a14d2990149be381f553a9','79034bc7605546cdac3e4b9d2d94beaf',NULL,2.0,NULL,0);
INSERT INTO "grade" VALUES('0b19370798dc433ebe76219cd315c4a5','14bd099b97a14d2990149be381f553a9','35324b0f2fbb48dfac74f5128ba18974',NULL,3.0,NULL,0);
INSERT INTO "grade" VALUES('7e16d344afbc43269962c222c266dc76','cb5de92383024d409778535b09598aea','fc738c7e7a60410896a50b8a8af6bb3a',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('24b7da58c0e34d53a6de031ffd06df96','cb5de92383024d409778535b09598aea','fd093c8244a64a4486d20f97a840b1b3',3.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('e17f55f2b8a948d19b9980be714b63d3','cb5de92383024d409778535b09598aea','c43740b4a4df46eaaa4133d60e8054b7',2.67,NULL,NULL,0);
INSERT INTO "grade" VALUES('ccd18400dbd64fbbb1dcaac59ea9e96f','cb5de92383024d409778535b09598aea','37b24f2a2ecc46fe8ddd1f37e3ef1819',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('d96abff4135c40ed9edb4075351d1fc1','cb5de92383024d409778535b09598aea','306a2f2426014cddac5f990c8012a0e6',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('9ea44d955039430fa9edf2104406b393','cb5de92383024d409778535b09598aea','7c94c1d10cfd41e0b831304b304d4cb2',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('728249d8961b434489be66508429bb6b','cb5de92383024d409778535b09598aea','30cc830f175a4a3dbad39693e1e99ef8',1.33,NULL,NULL,0);
INSERT INTO "grade" VALUES('26b49edf123744059166ded900978646','cb5de92383024d409778535b09598aea','0ace138bd24941f69aafd5f0c210231e',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('3439d21993c042a39a781315ab2755d5','cb5de92383024d409778535b09598aea','553610b31acf42caabeeb314aee4ac34',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('28734f928b2c451193ed74a59116cf94','cb5de92383024d409778535b09598aea','432fa8a329f54070954d4ac299ce5c8a',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('4edd001a8c0841a695535505790b46cb','cb5de92383024d409778535b09598aea','e6026b7e01fd43acaee62c751b46a14a',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('24366d95896a4144a31ec16961b547e3','cb5de92383024d409778535b09598aea','ba82ffc5d8fe41e39d9cf762e1ced099',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('38c0cb797c4a47c090f269beff23171f','cb5de92383024d409778535b09598aea','79034bc7605546cdac3e4b9d2d94beaf',NULL,4.0,NULL,0);
INSERT INTO "grade" VALUES('ddf7be519a194d7584c08d7f8dfca83b','cb5de92383024d409778535b09598aea','35324b0f2fbb48dfac74f5128ba18974',NULL,2.0,NULL,0);
CREATE TABLE grade_cells (
	id VARCHAR(32) NOT NULL, 
	max_score FLOAT NOT NULL, 
	cell_type VARCHAR(8) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(id) REFERENCES base_cell (id)
);
INSERT INTO "grade_cells" VALUES('fc738c7e7a60410896a50b8a8af6bb3a',4.0,'code');
INSERT INTO "grade_cells" VALUES('fd093c8244a64a4486d20f97a840b1b3',4.0,'code');
INSERT INTO "grade_cells" VALUES('c43740b4a4df46eaaa4133d60e8054b7',4.0,'code');
INSERT INTO "grade_cells" VALUES('37b24f2a2ecc46fe8ddd1f37e3ef1819',4.0,'code');
INSERT INTO "grade_cells" VALUES('306a2f2426014cddac5f990c8012a0e6',4.0,'code');
INSERT INTO "grade_cells" VALUES('7c94c1d10cfd41e0b831304b304d4cb2',4.0,'code');
INSERT INTO "grade_cells" VALUES('30cc830f175a4a3dbad39693e1e99ef8',4.0,'code');
INSERT INTO "grade_cells" VALUES('0ace138bd24941f69aafd5f0c210231e',4.0,'code');
INSERT INTO "grade_cells" VALUES('553610b31acf42caabeeb314aee4ac34',4.0,'code');
INSERT INTO "grade_cells" VALUES('432fa8a329f54070954d4ac299ce5c8a',4.0,'code');
INSERT INTO "grade_cells" VALUES('e6026b7e01fd43acaee62c751b46a14a',4.0,'code');
INSERT INTO "grade_cells" VALUES('ba82ffc5d8fe41e39d9cf762e1ced099',4.0,'code');
INSERT INTO "grade_cells" VALUES('79034bc7605546cdac3e4b9d2d94beaf',4.0,'code');
INSERT INTO "grade_cells" VALUES('35324b0f2fbb48dfac74f5128ba18974',4.0,'code');
CREATE TABLE notebook (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(128) NOT NULL, 
	assignment_id VARCHAR(32), 
	kernelspec VARCHAR(1024), 
	PRIMARY KEY (id), 
	UNIQUE (name, assignment_id), 
	FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
INSERT INTO "notebook" VALUES('1a523253516c4f079a65ecba4ee6a9b1','4-vis-hvad-du-kan','6326e3041be646a9937e2ac3ff4c6fae','{"display_name": "Python 3", "language": "python", "name": "python3"}');
CREATE TABLE solution_cells (
	id VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(id) REFERENCES base_cell (id)
);
INSERT INTO "solution_cells" VALUES('62236aae861f4e6d8c590d3158da82cb');
INSERT INTO "solution_cells" VALUES('5e81df67daf542479959f005127d46ae');
CREATE TABLE source_cell (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(128) NOT NULL, 
	cell_type VARCHAR(8) NOT NULL, 
	locked BOOLEAN NOT NULL, 
	source TEXT, 
	checksum VARCHAR(128), 
	notebook_id VARCHAR(32), 
	PRIMARY KEY (id), 
	UNIQUE (name, notebook_id), 
	FOREIGN KEY(notebook_id) REFERENCES notebook (id)
);
INSERT INTO "source_cell" VALUES('cf2acea5f79747dab6709a6d7bd44316','kanal-foerste-samtale','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "kanal-foerste-samtale",
    key=["ses-foerst"],
    right={
        "da": "Dortes »jeg kan da godt« er mest høflighed. Du tog presset af hende og gav hende to muligheder, der er lige lette at sige ja til. Nu kan hun svare ærligt.",
        "en": "Dorte''s “I suppose I can” is mostly politeness. You took the pressure off and gave her two options that are equally easy to say yes to. Now she can answer honestly.",
    },
    why={
        "video-med-hjaelp": {
            "da": "Dorte sagde ja til det, hun tror, I forventer. Læg mærke til pausen og ordet »hvis«. Hvad ville hun selv foretrække, hvis hun turde sige det?",
            "en": "Dorte said yes to what she thinks you expect. Notice the pause and the word “if”. What would she prefer herself, if she dared say so?",
        },
        "telefon": {
            "da": "Det sparer jer for teknikken, men I ser heller ikke hinanden, og hun kender dig ikke endnu. Og det blev dig, der valgte.",
            "en": "It spares you both the technology, but you don''t see each other either, and she doesn''t know you yet. And the one who chose was you.",
        },
        "oev-foerst": {
            "da": "Det er venligt tænkt. Men Dorte er lige blevet ledig, og nu må hun vente i to uger, for at hun kan passe til programmet.",
            "en": "It is kindly meant. But Dorte has only just lost her job, and now she has to wait two weeks so that she can fit the program.",
        },
    },
)
### END HIDDEN TESTS','34fb9d174be06071159d667ef80dc048','1a523253516c4f079a65ecba4ee6a9b1');
INSERT INTO "source_cell" VALUES('70623e3388f34167a8b717a9fb0dab77','kanal-fire-aftaler','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "kanal-fire-aftaler",
    key={
        "sofie": "video-deling",
        "kasper": "telefon",
        "svitlana": "fremmoede-tolk",
        "bent": "fremmoede",
    },
    right={
        "da": "Alle fire ville sige ja til hvad som helst, så det var dig, der skulle se forskellen. Du så på emnet og på, hvad det ville kræve af hver af dem.",
        "en": "All four would have said yes to anything, so it was up to you to see the difference. You looked at the matter and at what it would ask of each of them.",
    },
    why={
        "sofie": {
            "da": "Hvad har I begge brug for at se, mens I taler? Og hvad koster turen hende?",
            "en": "What do you both need to see while you talk? And what does the journey cost her?",
        },
        "kasper": {
            "da": "Han har ét spørgsmål, kort tid og larm omkring sig. Hvor lidt kan gøre det?",
            "en": "He has one question, little time and noise around him. How little will do?",
        },
        "svitlana": {
            "da": "Ordene i butikken rækker ikke nødvendigvis til det her. Og tænk på, hvad hun måske kun viser med kroppen.",
            "en": "The words she uses in the shop may not be enough for this. And think of what she may only show with her body.",
        },
        "bent": {
            "da": "Bent har allerede vist dig, hvordan han har det med skærmen. Hvad ville gøre det lettere for ham at fortælle om noget, der gik skævt?",
            "en": "Bent has already shown you how he feels about the screen. What would make it easier for him to talk about something that went wrong?",
        },
    },
)
### END HIDDEN TESTS','eeb99d79b31c737b427b100dd1099510','1a523253516c4f079a65ecba4ee6a9b1');
INSERT INTO "source_cell" VALUES('eb2ae9995a63424b80688341b3e82242','vejledning-tre-borgere','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "vejledning-tre-borgere",
    key={
        "ole": "proeveopkald",
        "samira": "kort-besked",
        "finn": "uden-skaerm",
    },
    right={
        "da": "Du fandt ud af, hvad der stod i vejen, før du hjalp. Ole manglede modet, Samira manglede en besked til at forstå, og Finn skulle ikke øve sig mere.",
        "en": "You found out what was in the way before you helped. Ole lacked the courage, Samira lacked a message she could understand, and Finn had no need of more practice.",
    },
    why={
        "ole": {
            "da": "Ole har fundet knappen. Hvad kan vise ham, at der ikke sker noget ved at bruge den?",
            "en": "Ole has found the button. What can show him that nothing bad happens when he uses it?",
        },
        "samira": {
            "da": "Samira er bedre til video end de fleste. Hvor gik det galt, før hun nåede så langt?",
            "en": "Samira is better at video than most. Where did it go wrong before she got that far?",
        },
        "finn": {
            "da": "Finn mangler ikke at lære noget. Hvad ville blive ved med at tage hans kræfter, hvor god han end blev?",
            "en": "There is nothing Finn needs to learn. What would go on taking his strength, however good he became at it?",
        },
    },
)
### END HIDDEN TESTS','650ad5fc2818b552b25ddb7f956f8381','1a523253516c4f079a65ecba4ee6a9b1');
INSERT INTO "source_cell" VALUES('178cb7e036d04fb49eb4c0a5b410636a','rammer-fem-minutter-foer','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "rammer-fem-minutter-foer",
    key=["nummer", "lokale", "luk"],
    right={
        "da": "Nu kan ingen høre eller se noget, de ikke skal, og du kan få fat i Rasmus, hvis billedet forsvinder.",
        "en": "Now nobody can hear or see anything they shouldn''t, and you can reach Rasmus if the picture disappears.",
    },
    why={
        "sloer": {
            "da": "Nu kan Rasmus ikke se dine kolleger. Men de sidder der stadig, og de hører, hvad I taler om.",
            "en": "Now Rasmus can''t see your colleagues. But they are still sitting there, and they hear what you talk about.",
        },
        "headset": {
            "da": "Headsettet skjuler Rasmus'' stemme, men ikke din. Hvor meget kan man regne ud af dine spørgsmål?",
            "en": "The headset hides Rasmus''s voice but not yours. How much can be worked out from your questions?",
        },
        "tavshed": {
            "da": "Det beroliger sjældent den, der skal fortælle om sin sygdom, mens andre sidder inden for hørevidde.",
            "en": "That seldom reassures someone who is to talk about their illness while others sit within hearing.",
        },
    },
    missing={
        "da": "Du kan nå mere. Hvem kan lytte med, hvad kan komme frem på din skærm, og hvad gør I, hvis forbindelsen ryger?",
        "en": "There is time for more. Who can listen in, what can appear on your screen, and what do you do if the connection fails?",
    },
)
### END HIDDEN TESTS','96b291f077a954850520771f5077fd5f','1a523253516c4f079a65ecba4ee6a9b1');
INSERT INTO "source_cell" VALUES('7f5949789869463492adc34fb4ccd398','rammer-moderen-i-rummet','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "rammer-moderen-i-rummet",
    key=["valg"],
    right={
        "da": "Med høretelefoner er det kun Emilie, der hører dit spørgsmål, og hun kan svare med ét ord. Så bestemmer hun selv, hvem der får historien.",
        "en": "With headphones only Emilie hears your question, and she can answer with one word. So she decides herself who gets the story.",
    },
    why={
        "fortsaet": {
            "da": "Emilie svarede, mens moren hørte på det. Den dæmpede stemme og blikket hen over kameraet kan sige noget andet end ordene.",
            "en": "Emilie answered while her mother was listening. The lowered voice and the look past the camera may say something different from the words.",
        },
        "bed-ud": {
            "da": "Nu bestemmer du for Emilie, og det er hende, der skal spise aftensmad med sin mor bagefter. Hvordan kan valget blive hendes?",
            "en": "Now you decide for Emilie, and she is the one who has to have dinner with her mother afterwards. How can the choice become hers?",
        },
        "skift": {
            "da": "Du skåner hende, men hun får ikke sagt, hvad hun selv vil. Og I har ikke aftalt, hvornår I så taler om det, der fyldte.",
            "en": "You spare her, but she doesn''t get to say what she wants herself. And you haven''t agreed when to talk about what was on her mind.",
        },
    },
)
### END HIDDEN TESTS','4f514e36dd5727a5970e1513ec053d95','1a523253516c4f079a65ecba4ee6a9b1');
INSERT INTO "source_cell" VALUES('bf75835b8f9343898df54dd72d0e15ae','rammer-billedet-fryser','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "rammer-billedet-fryser",
    key=["varsl", "ring", "rum", "valg", "genoptag"],
    right={
        "da": "Tarek blev ikke hængende i tavsheden, og han fik lov at vælge, før han skulle tilbage til det svære.",
        "en": "Tarek was not left hanging in silence, and he got to choose before going back to what was hard.",
    },
    why={
        "varsl>ring": {
            "da": "Forsvinder du uden et ord, ved Tarek ikke, om du lagde på. Måske kan han stadig høre dig, selv om du næsten ikke kan høre ham.",
            "en": "If you vanish without a word, Tarek doesn''t know whether you hung up. He may still hear you even though you can hardly hear him.",
        },
        "ring>rum": {
            "da": "Du spurgte om noget, der kræver et svar, mens I knap kunne høre hinanden.",
            "en": "You asked something that needs an answer while you could hardly hear each other.",
        },
        "rum>valg": {
            "da": "Om det passer ham at tale nu, kommer an på, hvor han er endt med sin telefon.",
            "en": "Whether it suits him to talk now depends on where he has ended up with his phone.",
        },
        "valg>genoptag": {
            "da": "Tarek blev afbrudt midt i noget svært. Nu trak du ham tilbage til det, før han havde sagt, at han ville.",
            "en": "Tarek was interrupted in the middle of something hard. Now you pulled him back to it before he had said he wanted to.",
        },
    },
)
### END HIDDEN TESTS','d9422fd3a3d9167ba2ffc137a39c1d82','1a523253516c4f079a65ecba4ee6a9b1');
INSERT INTO "source_cell" VALUES('c87ba1b3a7cf4a0fb7efc8d6bd26a4f5','data-delt-skaerm','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "data-delt-skaerm",
    key=["stop", "sig", "meld"],
    right={
        "da": "Du lukkede hullet, var ærlig over for Tine og gav sagen til dem, der skal vurdere den. Næste gang kan du slå beskeder fra, før du deler.",
        "en": "You closed the gap, were honest with Tine and passed the matter to those who are to judge it. Next time you can turn notifications off before you share.",
    },
    why={
        "tie": {
            "da": "Tine har set det, hun har set. Når du tier, ved hun ikke, hvad hun må gøre med det.",
            "en": "Tine has seen what she has seen. When you say nothing, she doesn''t know what she may do with it.",
        },
        "journal": {
            "da": "Nu står den ene borgers oplysninger i den andens sag, og der bliver de stående.",
            "en": "Now one citizen''s information is in another''s case, and there it stays.",
        },
        "mail": {
            "da": "Måske skal borgeren have besked. Men hvem der giver den, og hvordan, afgør du ikke alene i en mail.",
            "en": "Perhaps the citizen should be told. But who does it, and how, is not for you alone to settle in a mail.",
        },
    },
    missing={
        "da": "Der er mere at gøre. Tænk på skærmen lige nu, på Tine og på tiden efter samtalen.",
        "en": "There is more to do. Think of the screen right now, of Tine, and of the time after the conversation.",
    },
)
### END HIDDEN TESTS','5e1984c83e1831df4a64b2d2775a826c','1a523253516c4f079a65ecba4ee6a9b1');
INSERT INTO "source_cell" VALUES('f5862406f76a459e93339f538b239457','ledelse-samtalens-gang','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "ledelse-samtalens-gang",
    key=["lyd", "dagsorden", "fortael", "saml-op", "aftale"],
    right={
        "da": "Først sikrede du, at I kunne tale, så vidste Farida, hvor I skulle hen, og I sluttede med noget, I begge havde forstået.",
        "en": "First you made sure that you could talk, then Farida knew where you were going, and you ended with something you had both understood.",
    },
    why={
        "lyd>dagsorden": {
            "da": "Du lagde planen, før du vidste, om hun kunne høre dig og tale frit.",
            "en": "You set the plan before you knew whether she could hear you and talk freely.",
        },
        "dagsorden>fortael": {
            "da": "Farida gik i gang uden at vide, hvor I skulle hen, og om der blev tid til det, hun selv kom med.",
            "en": "Farida began without knowing where you were going, or whether there would be time for what she brought herself.",
        },
        "fortael>saml-op": {
            "da": "Du samlede op, før hun havde fortalt noget. Hvis ord bygger opsamlingen så på?",
            "en": "You summed up before she had told you anything. Whose words does the summary rest on then?",
        },
        "saml-op>aftale": {
            "da": "I aftalte noget, før du havde tjekket, om du havde forstået hende. På en skærm kan du let overse, at den anden er stået af.",
            "en": "You agreed on something before you had checked that you understood her. On a screen it is easy to miss that the other person is no longer with you.",
        },
    },
)
### END HIDDEN TESTS','d155bd2230f1f4bf8eac6a583f5d441a','1a523253516c4f079a65ecba4ee6a9b1');
INSERT INTO "source_cell" VALUES('c27bccd726dc4222a66fb49c06585bb7','ledelse-sidste-fem-minutter','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "ledelse-sidste-fem-minutter",
    key=["fast-tid"],
    right={
        "da": "Du viste, at du havde hørt det, og gav ham noget at regne med. »Kan det vente?« fanger også den, der ikke kan vente.",
        "en": "You showed that you had heard it and gave him something to count on. “Can it wait?” also catches the one who can''t.",
    },
    why={
        "spoerg-ind": {
            "da": "Du hørte det vigtigste. Men fem minutter rækker til at åbne, ikke til at lukke igen, og jobbet hænger i luften, når I slukker.",
            "en": "You heard what matters most. But five minutes is enough to open it, not to close it again, and the job is left in the air when you sign off.",
        },
        "snart": {
            "da": "Han blev hørt, og jobbet er på plads. Men »så snart jeg får tid« er svært at sove på, og du ved ikke, hvor skidt han har det.",
            "en": "He was heard, and the job is settled. But “as soon as I have time” is hard to sleep on, and you don''t know how bad he feels.",
        },
        "bliv": {
            "da": "Henrik mærker, at han er vigtig. Men det er den næste, der betaler, og du begynder på noget svært uden at vide, hvor længe I har.",
            "en": "Henrik feels that he matters. But it is the next person who pays, and you begin something hard without knowing how long you have.",
        },
    },
)
### END HIDDEN TESTS','25bcb4a5c9495ec9d0b6e0f898707dbe','1a523253516c4f079a65ecba4ee6a9b1');
INSERT INTO "source_cell" VALUES('33e217d0fc8a459a9a8433fceb5d59aa','relation-stilheden','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "relation-stilheden",
    key=["bliv"],
    right={
        "da": "Gitte tænker, selv om det er stille. Dit blik i kameraet fortæller hende, at du stadig er der, og at hun har tid.",
        "en": "Gitte is thinking, even though it is silent. Your eyes on the camera tell her that you are still there and that she has time.",
    },
    why={
        "omformuler": {
            "da": "Hun var måske midt i en tanke, og nu skal hun begynde forfra. Seks sekunder føles længere for dig end for den, der tænker.",
            "en": "She may have been in the middle of a thought, and now she has to start again. Six seconds feel longer to you than to the one who is thinking.",
        },
        "teknik": {
            "da": "Du kunne se hende trække vejret, så forbindelsen var der. Hvem af jer hjalp spørgsmålet mest?",
            "en": "You could see her breathing, so the connection was there. Which of you did the question help most?",
        },
        "forhandl": {
            "da": "Nu ved hun, hvad du synes er nok. Du ved stadig ikke, hvad der rørte sig i hende, og måske var det slet ikke timerne.",
            "en": "Now she knows what you think is enough. You still don''t know what was going on in her, and perhaps it wasn''t the hours at all.",
        },
    },
)
### END HIDDEN TESTS','cf50ec4f6011e81f19e8c4829088c1bb','1a523253516c4f079a65ecba4ee6a9b1');
INSERT INTO "source_cell" VALUES('3005a53c14c54939a250cd2eca75beb3','relation-fire-svar','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "relation-fire-svar",
    key={
        "spoerg": "inviterer",
        "to-af-tolv": "gentager",
        "haab": "gaetter",
        "rigtigt": "samler",
    },
    right={
        "da": "Du kan høre forskel på at spørge, gentage, gætte og samle op. Et nik er let at overse på en skærm, så det er ordene, der viser Birthe, at du lytter.",
        "en": "You can hear the difference between asking, repeating, guessing and summing up. A nod is easy to miss on a screen, so it is the words that show Birthe you are listening.",
    },
    why={
        "spoerg": {
            "da": "Hvem får ordet bagefter? Og ligger svaret allerede i det, du siger?",
            "en": "Who gets the floor afterwards? And is the answer already in what you say?",
        },
        "to-af-tolv": {
            "da": "Hold den op mod det, Birthe lige har sagt. Hvor meget har du lagt til?",
            "en": "Hold it up against what Birthe has just said. How much have you added?",
        },
        "haab": {
            "da": "Birthe har ikke nævnt håb, og du siger heller ikke, hvad du selv mener. Hvad er det så, du gør?",
            "en": "Birthe hasn''t mentioned hope, and you aren''t saying what you think yourself. So what is it you are doing?",
        },
        "rigtigt": {
            "da": "Se på det korte spørgsmål til sidst. Hvad giver det Birthe lejlighed til?",
            "en": "Look at the short question at the end. What does it give Birthe the chance to do?",
        },
    },
)
### END HIDDEN TESTS','1ae65ba8cac9550c5321070bca054b23','1a523253516c4f079a65ecba4ee6a9b1');
INSERT INTO "source_cell" VALUES('e2c83f6e6f3948f8abb2dde6e8fa7463','relation-slukket-kamera','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "relation-slukket-kamera",
    key=["hoert", "slukket", "ansigt"],
    right={
        "da": "Du tog hans ord alvorligt, lod ham være i fred for kameraet og tilbød et andet sted at tale. Punkterne kan vente.",
        "en": "You took his words seriously, left him in peace from the camera and offered another place to talk. The items can wait.",
    },
    why={
        "taend": {
            "da": "Det er forståeligt, at du vil se ham. Men det slukkede kamera er måske det, der gør, at han stadig er der.",
            "en": "It is understandable that you want to see him. But the dark camera may be the reason he is still there.",
        },
        "let-punkt": {
            "da": "Det ville være rart at nå noget. Men så bliver »lige meget« hængende, som om ingen hørte det.",
            "en": "It would be nice to get something done. But then “doesn''t matter” is left hanging as if nobody heard it.",
        },
        "skriftligt": {
            "da": "Ro kan være godt. Men han har lige sagt, at det er lige meget, og så sidder han alene med tre punkter.",
            "en": "Peace can be good. But he has just said that it doesn''t matter, and then he sits alone with three items.",
        },
    },
    missing={
        "da": "Der mangler noget af det, der holder døren åben. Tænk på, hvad han sagde, hvad han ikke orker at vise, og hvor I to taler bedst.",
        "en": "Something that keeps the door open is missing. Think of what he said, what he can''t bear to show, and where you two talk best.",
    },
)
### END HIDDEN TESTS','694706dde20e4eeb643f673f7664b130','1a523253516c4f079a65ecba4ee6a9b1');
INSERT INTO "source_cell" VALUES('f6252dcb608b4cfba092fedfda1123c7','relation-det-usagte-tekst','code',0,'
FreeText("relation-det-usagte-tekst")','7c4bf5879cd3a95d5ec07cdf844c1bca','1a523253516c4f079a65ecba4ee6a9b1');
INSERT INTO "source_cell" VALUES('ddb3ee03b9934280b23834cc7a12cc39','kanal-tre-samtaler-tekst','code',0,'
FreeText("kanal-tre-samtaler-tekst")','e9e89705befe92526a11aacd5ac6e6e5','1a523253516c4f079a65ecba4ee6a9b1');
CREATE TABLE student (
	id VARCHAR(128) NOT NULL, 
	first_name VARCHAR(128), 
	last_name VARCHAR(128), 
	email VARCHAR(128), 
	lms_user_id VARCHAR(128), 
	PRIMARY KEY (id)
);
INSERT INTO "student" VALUES('eksempel-anna','Anna Andetsted','(eksempel)',NULL,NULL);
INSERT INTO "student" VALUES('eksempel-bo','Bo Blomstereng','(eksempel)',NULL,NULL);
INSERT INTO "student" VALUES('eksempel-carla','Carla Citronskal','(eksempel)',NULL,NULL);
CREATE TABLE submitted_assignment (
	id VARCHAR(32) NOT NULL, 
	assignment_id VARCHAR(32), 
	student_id VARCHAR(128), 
	timestamp DATETIME, 
	extension DATETIME, 
	PRIMARY KEY (id), 
	UNIQUE (assignment_id, student_id), 
	FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	FOREIGN KEY(student_id) REFERENCES student (id)
);
INSERT INTO "submitted_assignment" VALUES('d3050f0de6264f6b91d4c73dedc34add','6326e3041be646a9937e2ac3ff4c6fae','eksempel-anna','2026-11-13 10:20:00.000000',NULL);
INSERT INTO "submitted_assignment" VALUES('6f2b7930958c4d86b36e9530f5ca002e','6326e3041be646a9937e2ac3ff4c6fae','eksempel-bo','2026-11-16 10:20:00.000000',NULL);
INSERT INTO "submitted_assignment" VALUES('bb2158913613402e973686c8ad017752','6326e3041be646a9937e2ac3ff4c6fae','eksempel-carla','2026-11-05 10:20:00.000000',NULL);
CREATE TABLE submitted_notebook (
	id VARCHAR(32) NOT NULL, 
	assignment_id VARCHAR(32), 
	notebook_id VARCHAR(32), 
	flagged BOOLEAN, 
	late_submission_penalty FLOAT, 
	PRIMARY KEY (id), 
	UNIQUE (notebook_id, assignment_id), 
	FOREIGN KEY(assignment_id) REFERENCES submitted_assignment (id), 
	FOREIGN KEY(notebook_id) REFERENCES notebook (id)
);
INSERT INTO "submitted_notebook" VALUES('197d4c4b8fad4694b414b231ead08cd0','d3050f0de6264f6b91d4c73dedc34add','1a523253516c4f079a65ecba4ee6a9b1',0,NULL);
INSERT INTO "submitted_notebook" VALUES('14bd099b97a14d2990149be381f553a9','6f2b7930958c4d86b36e9530f5ca002e','1a523253516c4f079a65ecba4ee6a9b1',0,NULL);
INSERT INTO "submitted_notebook" VALUES('cb5de92383024d409778535b09598aea','bb2158913613402e973686c8ad017752','1a523253516c4f079a65ecba4ee6a9b1',0,NULL);
CREATE TABLE task_cells (
	id VARCHAR(32) NOT NULL, 
	max_score FLOAT NOT NULL, 
	cell_type VARCHAR(8) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(id) REFERENCES base_cell (id)
);
COMMIT;
